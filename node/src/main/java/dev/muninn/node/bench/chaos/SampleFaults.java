package dev.muninn.node.bench.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Files that are broken, each in its own way; some are refused at the door, others only later. */
final class SampleFaults {
  private static final int KINDS = 5;
  private static final int BOMB_SIDE = 60_000;

  private SampleFaults() {}

  static byte[] of(int turn, long seed) throws IOException {
    return switch (turn % KINDS) {
      case 0 -> cut(SamplePictures.encoded("jpeg", false, seed), 3);
      case 1 -> bomb(seed);
      case 2 -> text(seed);
      case 3 -> garbage(seed);
      default -> cut(SamplePictures.encoded("png", false, seed), 2);
    };
  }

  /** The first part of {@code parts}. */
  private static byte[] cut(byte[] whole, int parts) {
    return Arrays.copyOf(whole, whole.length / parts);
  }

  /** A PNG of a few bytes that claims 3.6 gigapixels. */
  private static byte[] bomb(long seed) {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 20 + 12);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(BOMB_SIDE).putInt(BOMB_SIDE);
    chunk(png, "IHDR", header.put(new byte[] {8, 2, 0, 0, 0}).array());
    chunk(png, "IDAT", ByteBuffer.allocate(8).putLong(seed).array());
    chunk(png, "IEND", new byte[0]);
    return png.array();
  }

  private static void chunk(ByteBuffer png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    png.putInt(content.length).put(name).put(content).putInt((int) sum.getValue());
  }

  private static byte[] text(long seed) {
    return ("Not a picture at all: " + seed + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);
  }

  /** The first bytes of a JPEG, and then noise. */
  private static byte[] garbage(long seed) {
    byte[] noise = new byte[3000];
    new Random(seed).nextBytes(noise);
    byte[] magic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
    System.arraycopy(magic, 0, noise, 0, magic.length);
    return noise;
  }
}
