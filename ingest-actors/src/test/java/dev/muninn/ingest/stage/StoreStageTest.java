package dev.muninn.ingest.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.DataFolder;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.storage.FileStat;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storing and healing on real files. */
class StoreStageTest {
  private static final OrgId ORG = new OrgId("home");
  private static final byte[] BYTES = jpeg();
  private static final ContentHash HASH = ContentHash.ofBytes(Blake3.hash(BYTES));
  private static final BlobKey KEY = BlobKey.of(ORG, HASH, MediaType.JPEG);

  private final SourceId near = SourceId.random();
  private final SourceId far = SourceId.random();
  @TempDir private Path temp;
  private Path photos;
  private StorageModule storage;
  private StoreStage stage;

  @BeforeEach
  void open() throws IOException {
    temp = temp.toRealPath();
    photos = Files.createDirectories(temp.resolve("photos"));
    storage =
        StorageModule.open(
            new DataFolder(temp.resolve("data")),
            new StorageSettings(1, Duration.ofHours(1), Duration.ofHours(1)),
            source ->
                Optional.of(source.equals(near) ? photos : temp.resolve("a disk that is away")),
            null);
    stage = new StoreStage(storage.blobs(), storage.staging(), storage.sourceFiles());
  }

  @Test
  void movesAStagedFileIntoThePool() throws Exception {
    ByteOrigin staged = staged(BYTES);

    StoreStage.Kept kept = stage.store(facts(false, staged));

    assertEquals(Optional.of(KEY), kept.blob());
    assertEquals(Optional.empty(), kept.healedFrom());
    assertArrayEquals(BYTES, pooled());
  }

  @Test
  void findsAGoodBlobWhateverWasReported() throws Exception {
    put(BYTES);

    assertEquals(Optional.empty(), stage.store(facts(true)).healedFrom());
  }

  @Test
  void replacesAFlippedByteFromAStagedFile() throws Exception {
    put(flipped());
    ByteOrigin staged = staged(BYTES);

    assertEquals(Optional.of(staged), stage.store(facts(true, staged)).healedFrom());
    assertArrayEquals(BYTES, pooled());
    assertFalse(Files.exists(storage.staging().path(((ByteOrigin.Staged) staged).ref())));
  }

  @Test
  void aDamagedFileUnderTheNameOfANewItemIsNotTakenForIt() throws Exception {
    put(flipped());

    stage.store(facts(false, staged(BYTES)));

    assertArrayEquals(BYTES, pooled());
  }

  @Test
  void healsFromASourceByTheHashThoughTheFileWasTouched() throws Exception {
    ByteOrigin place = place("a.jpg", BYTES);
    Files.setLastModifiedTime(photos.resolve("a.jpg"), FileTime.fromMillis(1000));

    assertEquals(Optional.of(place), stage.store(facts(true, place)).healedFrom());
    assertArrayEquals(BYTES, pooled());
  }

  @Test
  void passesOverPlacesThatHelpNothing() throws Exception {
    ByteOrigin damagedToo = staged(flipped());
    ByteOrigin other = place("other.jpg", flipped());
    ByteOrigin away = new ByteOrigin.InSource(FileStat.of(temp).at(far, "x.jpg"));
    ByteOrigin good = place("good.jpg", BYTES);

    assertEquals(
        Optional.of(good), stage.store(facts(true, damagedToo, away, other, good)).healedFrom());
    assertArrayEquals(BYTES, pooled());
  }

  @Test
  void saysThatAPlaceIsGoneOrHasOtherBytes() throws Exception {
    ByteOrigin changed = place("changed.jpg", flipped());
    assertEquals(LossReason.CHANGED, lost(changed));
    Files.delete(photos.resolve("changed.jpg"));
    Files.createFile(photos.resolve("something else"));
    assertEquals(LossReason.GONE, lost(changed));
  }

  @Test
  void waitsForAFolderThatIsAwayOrNotMounted() throws Exception {
    ByteOrigin away = new ByteOrigin.InSource(FileStat.of(temp).at(far, "x.jpg"));
    assertEquals(ErrorCode.SOURCE_OFFLINE, failure(facts(true, away)));

    ByteOrigin unmounted = place("a.jpg", BYTES);
    Files.delete(photos.resolve("a.jpg"));
    assertEquals(ErrorCode.SOURCE_OFFLINE, failure(facts(true, unmounted)));
  }

  @Test
  void withoutAnyGoodCopySaysWhetherItIsMissingOrDamagedAndKeepsWhatIsThere() throws Exception {
    assertEquals(ErrorCode.BLOB_MISSING, failure(facts(true)));
    put(flipped());
    assertEquals(ErrorCode.BLOB_DAMAGED, failure(facts(true)));
    assertArrayEquals(flipped(), pooled());
  }

  @Test
  void aFileInPlaceIsFoundAtAnyOfItsPlaces() throws Exception {
    ByteOrigin away = new ByteOrigin.InSource(FileStat.of(temp).at(far, "x.jpg"));
    ByteOrigin good = place("good.jpg", BYTES);
    ItemFacts facts = facts(Custody.IN_PLACE, Optional.empty(), away, good);

    assertEquals("source-" + near, stage.store(facts).volume());
  }

  private LossReason lost(ByteOrigin place) {
    return assertThrows(PlaceLostException.class, () -> stage.store(facts(true, place)))
        .lost()
        .reason();
  }

  private ErrorCode failure(ItemFacts facts) {
    return assertThrows(StepFailedException.class, () -> stage.store(facts)).failure().code();
  }

  private static ItemFacts facts(boolean storedBefore, ByteOrigin... origins) {
    return facts(Custody.COPY, storedBefore ? Optional.of(KEY) : Optional.empty(), origins);
  }

  private static ItemFacts facts(Custody custody, Optional<BlobKey> blob, ByteOrigin... origins) {
    return new ItemFacts(
        ORG,
        new MediaId("a".repeat(26)),
        HASH,
        BYTES.length,
        MediaType.JPEG,
        custody,
        List.of(origins),
        blob,
        Optional.empty(),
        List.of(),
        Set.of(),
        false,
        Set.of(StageName.STORE));
  }

  private ByteOrigin staged(byte[] bytes) throws IOException {
    try (var write = storage.staging().begin(ORG)) {
      write.write(ByteBuffer.wrap(bytes));
      return new ByteOrigin.Staged(write.seal().ref());
    }
  }

  private ByteOrigin place(String name, byte[] bytes) throws IOException {
    Path file = Files.write(photos.resolve(name), bytes);
    return new ByteOrigin.InSource(FileStat.of(file).at(near, name));
  }

  private void put(byte[] bytes) throws IOException {
    Path place = storage.blobs().path(KEY);
    Files.createDirectories(place.getParent());
    Files.write(place, bytes);
  }

  private byte[] pooled() throws IOException {
    return Files.readAllBytes(storage.blobs().path(KEY));
  }

  private static byte[] flipped() {
    byte[] bytes = BYTES.clone();
    bytes[1234] ^= 1;
    return bytes;
  }

  private static byte[] jpeg() {
    byte[] bytes = new byte[50_000];
    new Random(7).nextBytes(bytes);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, bytes, 0, 3);
    return bytes;
  }
}
