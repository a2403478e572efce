package dev.muninn.ingest.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Small pictures, videos and sounds, made on the spot. */
public final class SampleMedia {
  /** Where the tests' copy of ffmpeg is unpacked, once for all of them. */
  static final Path PROGRAMS = Path.of("target", "ffmpeg").toAbsolutePath();

  private SampleMedia() {}

  /** Four quarters: red, green over blue, yellow; so that every turn shows. */
  public static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    for (int i = 0; i < colors.length; i++) {
      graphics.setColor(colors[i]);
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
    }
    graphics.dispose();
    return image;
  }

  /** A page of black text on white paper. */
  public static BufferedImage page() {
    BufferedImage page = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 320, 240);
    graphics.setColor(Color.BLACK);
    for (int line = 0; line < 11; line++) {
      for (int word = 0; word < 8; word++) {
        graphics.fillRect(20 + 36 * word, 20 + 18 * line, 12 + (7 * word + 5 * line) % 18, 3);
      }
    }
    graphics.dispose();
    return page;
  }

  public static Path image(BufferedImage image, String format, Path file) throws IOException {
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer for " + format);
    }
    return file;
  }

  /** A JPEG with an EXIF block in front that says no more than the orientation. */
  public static byte[] jpeg(int width, int height, int orientation) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(quarters(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg", jpeg);
    return withApp1(jpeg.toByteArray(), exifOrientation(orientation));
  }

  static byte[] exifOrientation(int orientation) {
    byte[] tiff = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0
    };
    tiff[19] = (byte) orientation;
    byte[] head = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + tiff.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tiff, 0, all, head.length, tiff.length);
    return all;
  }

  static byte[] withApp1(byte[] jpeg, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(0xe1);
    out.write((body.length + 2) >> 8);
    out.write(body.length + 2);
    out.writeBytes(body);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** Runs the bundled ffmpeg with arguments of the test's own. */
  public static Path ffmpeg(Path output, String... arguments) throws IOException {
    FfmpegPrograms programs = FfmpegPrograms.unpack(PROGRAMS);
    List<String> words = new ArrayList<>();
    words.add(programs.ffmpeg().toString());
    words.addAll(List.of("-nostdin", "-loglevel", "error", "-y"));
    words.addAll(List.of(arguments));
    words.add(output.toString());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", programs.folder().toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }

  /** Two scenes of different colours with something moving, and a tone. */
  public static Path video(Path output, int seconds, String... encoding) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of(
            "-filter_complex",
            "color=c=red:size=320x240:rate=25:duration="
                + seconds
                + ",drawbox=x=0:y=0:w=160:h=120:c=white:t=fill[a];"
                + "testsrc2=size=320x240:rate=25:duration="
                + seconds
                + "[b];[a][b]concat=n=2:v=1:a=0[v];sine=frequency=440:duration="
                + 2 * seconds
                + "[s]",
            "-map",
            "[v]",
            "-map",
            "[s]"));
    words.addAll(List.of(encoding));
    return ffmpeg(output, words.toArray(String[]::new));
  }

  static Path sound(Path output, String... encoding) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-filter_complex", "sine=frequency=440:duration=1[s]", "-map", "[s]"));
    words.addAll(List.of(encoding));
    return ffmpeg(output, words.toArray(String[]::new));
  }

  static Path write(byte[] bytes, Path file) throws IOException {
    return Files.write(file, bytes);
  }
}
