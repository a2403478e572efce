package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaType;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Decoders for the tests of a class, a bench for each, and what a picture must look like. */
abstract class StillsFixture {
  static DecodingTools tools;

  @TempDir Path files;
  Path bench;

  @BeforeAll
  static void start() throws IOException {
    tools = DecodingToolsFixture.start();
  }

  @AfterAll
  static void stop() {
    tools.close();
  }

  @BeforeEach
  void bench() throws IOException {
    bench = Files.createDirectory(files.resolve("bench"));
  }

  static void assertColor(Color expected, BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    Color seen = new Color(rgb);
    int off =
        Math.abs(seen.getRed() - expected.getRed())
            + Math.abs(seen.getGreen() - expected.getGreen())
            + Math.abs(seen.getBlue() - expected.getBlue());
    assertTrue(off < 60, "at " + x + ", " + y + " expected " + expected + " but saw " + seen);
  }

  static void assertUpright(BufferedImage image) {
    assertColor(Color.RED, image, 0.25, 0.25);
    assertColor(Color.GREEN, image, 0.75, 0.25);
    assertColor(Color.BLUE, image, 0.25, 0.75);
    assertColor(Color.YELLOW, image, 0.75, 0.75);
  }

  BufferedImage proxy() throws IOException {
    return ImageIO.read(bench.resolve("proxy.jpg").toFile());
  }

  MediaException refused(Path file, MediaType type) {
    return assertThrows(MediaException.class, () -> tools.preview(file, type, bench));
  }

  Path sample(MediaType type) throws IOException {
    BufferedImage image = SampleMedia.quarters(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Path file = files.resolve("sample." + type.extension());
    return switch (type) {
      case WEBP, AVIF -> {
        Path png = SampleMedia.image(image, "png", files.resolve("source.png"));
        yield type == MediaType.WEBP
            ? SampleMedia.ffmpeg(file, "-i", png.toString(), "-c:v", "libwebp", "-quality", "90")
            : SampleMedia.ffmpeg(
                file,
                "-i",
                png.toString(),
                "-c:v",
                "libaom-av1",
                "-still-picture",
                "1",
                "-cpu-used",
                "8",
                "-f",
                "avif");
      }
      case HEIC -> fixture("quarters.heic", file);
      default -> SampleMedia.image(image, type.name(), file);
    };
  }

  Path fixture(String name, Path file) throws IOException {
    try (InputStream in = StillsFixture.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
