package dev.muninn.node.e2e;

import dev.muninn.ingest.media.DecodingTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Files that are broken, each in its own way, and that get past the door all the same. */
final class BrokenFiles {
  private static final Path HEIC =
      PackagedMuninn.LAUNCHER.resolveSibling(
          "ingest-actors/src/test/resources/dev/muninn/ingest/media/quarters.heic");

  private BrokenFiles() {}

  /** The copy from the card was broken off. */
  static byte[] cutJpeg() {
    byte[] whole = Pictures.jpeg(1600, 1200, 77);
    return Arrays.copyOf(whole, whole.length / 3);
  }

  /** A JPEG by its first bytes, and noise after them. */
  static byte[] noiseAsJpeg() {
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    byte[] magic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
    System.arraycopy(magic, 0, noise, 0, magic.length);
    return noise;
  }

  /** The camera's battery died before it wrote the index of the video. */
  static byte[] mp4WithoutIndex() {
    byte[] frames = new byte[50_000];
    new Random(2).nextBytes(frames);
    ByteBuffer file = ByteBuffer.allocate(24 + 8 + frames.length);
    file.putInt(24).put(ascii("ftypisom")).putInt(512).put(ascii("isomiso2"));
    return file.putInt(8 + frames.length).put(ascii("mdat")).put(frames).array();
  }

  /** A few bytes that claim 60,000 × 60,000 pixels. */
  static byte[] pngBomb() {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(60_000).putInt(60_000);
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 22 + 12);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(png, "IHDR", header.put(new byte[] {8, 2, 0, 0, 0}).array());
    chunk(png, "IDAT", new byte[10]);
    chunk(png, "IEND", new byte[0]);
    return png.array();
  }

  private static void chunk(ByteBuffer png, String type, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(ascii(type));
    sum.update(content);
    png.putInt(content.length).put(ascii(type)).put(content).putInt((int) sum.getValue());
  }

  static byte[] cutHeic() {
    try {
      byte[] whole = Files.readAllBytes(HEIC);
      return Arrays.copyOf(whole, whole.length / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A video that is whole, in a codec that nobody uses and that stays shut. */
  static byte[] videoOfAnUnknownCodec(Path folder) throws IOException, InterruptedException {
    Path ffmpeg = DecodingTools.ffmpeg(folder);
    Path out = folder.resolve("unknown.avi");
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 10; i++) {
      frames.write(Pictures.jpeg(160, 120, i));
    }
    Path in = Files.write(folder.resolve("frames"), frames.toByteArray());
    ProcessBuilder builder =
        new ProcessBuilder(
            ffmpeg.toString(),
            "-nostdin",
            "-loglevel",
            "error",
            "-f",
            "mjpeg",
            "-i",
            in.toString(),
            "-c:v",
            "snow",
            "-strict",
            "-2",
            "-y",
            out.toString());
    builder.environment().put("LD_LIBRARY_PATH", ffmpeg.getParent().toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("ffmpeg: " + said);
    }
    return Files.readAllBytes(out);
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
