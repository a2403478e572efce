package dev.muninn.node.bench.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Short videos, sounds and WebP pictures, made with the ffmpeg that Muninn brings along. */
final class SampleClips {
  private static final List<String> SOUNDS = List.of("flac", "mp3", "ogg", "wav");
  private static final List<String> VIDEOS = List.of("mp4", "mov", "webm", "mkv");

  /** Frames a second, and samples a second of a sound. */
  private static final int RATE = 10;

  private static final int SAMPLES = 24_000;

  private final Path ffmpeg;

  SampleClips(Path ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** A video of one to three seconds out of still scenes; containers and codecs by turns. */
  byte[] video(int turn, long seed) throws IOException, InterruptedException {
    String container = VIDEOS.get(turn % VIDEOS.size());
    String codec = container.equals("webm") ? "libvpx" : "libopenh264";
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int scenes = 1 + new Random(seed).nextInt(3);
    for (int scene = 0; scene < scenes; scene++) {
      byte[] frame = SamplePictures.frame(seed + scene);
      for (int i = 0; i < RATE; i++) {
        frames.write(frame);
      }
    }
    String rate = String.valueOf(RATE);
    return made(
        container,
        frames.toByteArray(),
        List.of("-f", "mjpeg", "-framerate", rate),
        List.of("-c:v", codec, "-pix_fmt", "yuv420p"));
  }

  /** A tone of one to three seconds; containers by turns. */
  byte[] sound(int turn, long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    double step = 2 * Math.PI * (200 + random.nextInt(2000)) / SAMPLES;
    ByteBuffer wave =
        ByteBuffer.allocate(2 * SAMPLES * (1 + random.nextInt(3))).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; wave.hasRemaining(); i++) {
      wave.putShort((short) (10_000 * Math.sin(i * step)));
    }
    String container = SOUNDS.get(turn % SOUNDS.size());
    return made(
        container,
        wave.array(),
        List.of("-f", "s16le", "-ar", String.valueOf(SAMPLES), "-ac", "1"),
        container.equals("ogg") ? List.of("-c:a", "libopus") : List.of());
  }

  byte[] webp(byte[] png) throws IOException, InterruptedException {
    return made("webp", png, List.of("-f", "png_pipe"), List.of("-c:v", "libwebp"));
  }

  /** Runs ffmpeg so that nothing of the day or of the machine gets into the file. */
  private byte[] made(String extension, byte[] input, List<String> before, List<String> how)
      throws IOException, InterruptedException {
    Path in = Files.createTempFile("muninn-chaos", ".in");
    Path out = Files.createTempFile("muninn-chaos", "." + extension);
    try {
      Files.write(in, input);
      List<String> words = new ArrayList<>(List.of(ffmpeg.toString()));
      words.addAll(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
      words.addAll(before);
      words.addAll(List.of("-i", in.toString()));
      words.addAll(how);
      words.addAll(List.of("-threads", "1", "-map_metadata", "-1"));
      words.addAll(List.of("-fflags", "+bitexact", "-flags", "+bitexact", out.toString()));
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("LD_LIBRARY_PATH", ffmpeg.getParent().toString());
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg made no " + extension + ": " + said.strip());
      }
      return Files.readAllBytes(out);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
