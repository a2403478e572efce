package dev.muninn.query.index;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32C;

/**
 * A file of checked blocks: eight bytes that name the format, then blocks of length (int), payload
 * and CRC32C over both, then an empty block that closes it; nothing may follow. Big-endian. Every
 * truncation and every flipped bit is found while reading. Written to a temporary file of the same
 * folder (0600), synced, renamed, and the folder synced.
 */
final class BlockFile {
  private static final int MAX_BLOCK = 64 << 20;

  private static final String PREFIX = "index-";
  private static final String SUFFIX = ".tmp";

  private BlockFile() {}

  /** Writes payloads; used by one {@link #write} call. */
  interface BlockWriter {
    void block(Payload payload) throws IOException;
  }

  /** Fills one block. */
  interface Payload {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Writes all blocks of a file. */
  interface Content {
    void writeTo(BlockWriter blocks) throws IOException;
  }

  /** Reads one block. */
  interface BlockReader {
    void read(DataInputStream block) throws IOException;
  }

  static void write(Path file, long magic, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary =
        Files.createTempFile(
            folder,
            PREFIX,
            SUFFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        out.writeLong(magic);
        content.writeTo(payload -> writeBlock(out, bytesOf(payload)));
        writeBlock(out, new byte[0]);
        out.flush();
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Hands every block over, in order.
   *
   * @throws DamagedFileException when anything is not as it was written
   */
  static void read(Path file, long magic, BlockReader reader) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readLong() != magic) {
        throw new DamagedFileException("not a file of this format and version");
      }
      for (byte[] block = readBlock(in); block.length > 0; block = readBlock(in)) {
        reader.read(new DataInputStream(new ByteArrayInputStream(block)));
      }
      if (in.read() >= 0) {
        throw new DamagedFileException("something follows the closing block");
      }
    } catch (EOFException e) {
      throw new DamagedFileException("cut off", e);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new DamagedFileException("checks out but makes no sense: " + e.getMessage(), e);
    }
  }

  /** Deletes what a killed process left half-written. */
  static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static byte[] bytesOf(Payload payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    payload.writeTo(new DataOutputStream(bytes));
    if (bytes.size() == 0 || bytes.size() > MAX_BLOCK) {
      throw new IllegalStateException("a block of " + bytes.size() + " bytes");
    }
    return bytes.toByteArray();
  }

  private static void writeBlock(DataOutputStream out, byte[] payload) throws IOException {
    out.writeInt(payload.length);
    ((OutputStream) out).write(payload);
    out.writeInt(checksum(payload));
  }

  private static byte[] readBlock(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BLOCK) {
      throw new DamagedFileException("a block of " + length + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    if (in.readInt() != checksum(payload)) {
      throw new DamagedFileException("the checksum of a block differs");
    }
    return payload;
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload.length);
    crc.update(payload.length >>> 8);
    crc.update(payload.length >>> 16);
    crc.update(payload.length >>> 24);
    crc.update(payload);
    return (int) crc.getValue();
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
