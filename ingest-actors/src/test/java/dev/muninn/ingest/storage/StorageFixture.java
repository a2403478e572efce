package dev.muninn.ingest.storage;

import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagedWrite;
import dev.muninn.cluster.DataFolder;
import dev.muninn.media.BlobKey;
import dev.muninn.media.OrgId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A storage over a disk that notes its calls, in a folder of its own. */
abstract class StorageFixture {
  static final OrgId ORG = new OrgId("home");
  static final StorageSettings SETTINGS =
      new StorageSettings(1 << 20, Duration.ofHours(1), Duration.ofHours(1));

  @TempDir Path root;
  RecordingDisk disk;
  StorageModule storage;

  @BeforeEach
  void open() throws IOException {
    root = root.toRealPath();
    disk = new RecordingDisk(root);
    storage =
        StorageModule.open(disk, new DataFolder(root), SETTINGS, source -> Optional.empty(), null);
    disk.callsAndForget();
  }

  StagedBlob stage(byte[] bytes, int piece) throws IOException {
    try (StagedWrite write = storage.staging().begin(ORG)) {
      for (int at = 0; at < bytes.length; at += piece) {
        write.write(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
      }
      return write.seal();
    }
  }

  static BlobKey keyOf(StagedBlob blob) {
    return BlobKey.of(ORG, blob.hash(), blob.type());
  }

  /** Random bytes behind the first bytes of a JPEG. */
  static byte[] jpeg(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, bytes, 0, 3);
    return Arrays.copyOf(bytes, size);
  }

  long filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  static List<String> masked(List<String> calls) {
    return calls.stream().map(call -> call.replaceAll("[a-z2-7]{26}", "*")).toList();
  }

  static String masked(BlobKey key) {
    return key.value().replaceAll("[a-z2-7]{26}", "*");
  }
}
