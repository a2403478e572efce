package dev.muninn.ingest.media.child;

import java.awt.color.ICC_Profile;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds the colour profile in files whose ImageIO readers do not give it: the iCCP chunk of a PNG
 * (PNG specification, 11.3.3.3) and the {@code colr} box of HEIC and AVIF (ISO/IEC 14496-12,
 * 12.1.5).
 */
final class Profiles {
  private static final int MAX_PROFILE = 4 << 20;
  private static final int MAX_NAME = 79;
  private static final int PNG_HEAD = 8;
  private static final int CHUNK_FRAME = 12;

  private Profiles() {}

  /** The profile, or empty where there is none or none that can be used. */
  static Optional<ICC_Profile> of(Path file, StillType type) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return switch (type) {
        case PNG -> usable(png(in));
        case HEIF -> HeifFile.read(in).profile();
        case JPEG, WEBP, GIF, TIFF, BMP -> Optional.empty();
      };
    } catch (IOException | DataFormatException | IllegalArgumentException e) {
      // colours are then taken as sRGB; whether the file is damaged shows elsewhere
      return Optional.empty();
    }
  }

  private static Optional<ICC_Profile> usable(byte[] profile) {
    return profile.length == 0 ? Optional.empty() : Optional.of(ICC_Profile.getInstance(profile));
  }

  private static byte[] png(RandomAccessFile in) throws IOException, DataFormatException {
    long at = PNG_HEAD;
    while (at + CHUNK_FRAME <= in.length()) {
      in.seek(at);
      int length = in.readInt();
      String name = word(in);
      if (length < 0 || name.equals("IDAT") || name.equals("PLTE")) {
        return new byte[0];
      }
      if (name.equals("iCCP") && length <= MAX_PROFILE) {
        byte[] chunk = new byte[length];
        in.readFully(chunk);
        return inflated(chunk);
      }
      at += CHUNK_FRAME + (long) length;
    }
    return new byte[0];
  }

  /** The chunk is a name, a zero, the method (a zero), and the deflated profile. */
  private static byte[] inflated(byte[] chunk) throws DataFormatException {
    int end = 0;
    while (end < chunk.length && end <= MAX_NAME && chunk[end] != 0) {
      end++;
    }
    int from = end + 2;
    if (from >= chunk.length) {
      return new byte[0];
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk, from, chunk.length - from);
      byte[] out = new byte[MAX_PROFILE];
      int length = inflater.inflate(out);
      return inflater.finished() ? Arrays.copyOf(out, length) : new byte[0];
    } finally {
      inflater.end();
    }
  }

  private static String word(RandomAccessFile in) throws IOException {
    byte[] bytes = new byte[4];
    if (in.read(bytes) != bytes.length) {
      throw new EOFException("in the middle of a box");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
