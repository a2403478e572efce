package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.media.Description;
import dev.muninn.media.MediaType;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StillGeometryIT extends StillsFixture {
  @ParameterizedTest
  @CsvSource({
    "1, RED, GREEN, BLUE, YELLOW",
    "2, GREEN, RED, YELLOW, BLUE",
    "3, YELLOW, BLUE, GREEN, RED",
    "4, BLUE, YELLOW, RED, GREEN",
    "5, RED, BLUE, GREEN, YELLOW",
    "6, BLUE, RED, YELLOW, GREEN",
    "7, YELLOW, GREEN, BLUE, RED",
    "8, GREEN, YELLOW, RED, BLUE"
  })
  void turnsPicturesByTheirOrientation(
      int orientation, String topLeft, String topRight, String bottomLeft, String bottomRight)
      throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(400, 200, orientation), files.resolve("turned"));

    Description description = tools.describe(file, MediaType.JPEG, bench);
    tools.preview(file, MediaType.JPEG, bench);

    boolean swapped = orientation >= 5;
    assertEquals(Optional.of(orientation), description.orientation());
    assertEquals(Optional.of(swapped ? 200 : 400), description.width());
    assertEquals(Optional.of(swapped ? 400 : 200), description.height());
    BufferedImage proxy = proxy();
    assertEquals(swapped ? 200 : 400, proxy.getWidth());
    assertColor(named(topLeft), proxy, 0.25, 0.25);
    assertColor(named(topRight), proxy, 0.75, 0.25);
    assertColor(named(bottomLeft), proxy, 0.25, 0.75);
    assertColor(named(bottomRight), proxy, 0.75, 0.75);
  }

  private static Color named(String name) {
    return switch (name) {
      case "RED" -> Color.RED;
      case "GREEN" -> Color.GREEN;
      case "BLUE" -> Color.BLUE;
      default -> Color.YELLOW;
    };
  }

  @Test
  void putsTheTilesOfAPhonePictureTogetherAndTurnsThem() throws Exception {
    Path file = fixture("grid-turned.heic", files.resolve("grid"));

    Description description = tools.describe(file, MediaType.HEIC, bench);
    tools.preview(file, MediaType.HEIC, bench);

    assertEquals(Optional.of(480), description.width());
    assertEquals(Optional.of(640), description.height());
    assertEquals(Optional.of(6), description.orientation());
    BufferedImage proxy = proxy();
    assertEquals(384, proxy.getWidth());
    assertEquals(512, proxy.getHeight());
    assertColor(Color.BLUE, proxy, 0.25, 0.25);
    assertColor(Color.RED, proxy, 0.75, 0.25);
    assertColor(Color.YELLOW, proxy, 0.25, 0.75);
    assertColor(Color.GREEN, proxy, 0.75, 0.75);
  }

  @Test
  void neverEnlarges() throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(20, 10, 1), files.resolve("tiny"));

    tools.preview(file, MediaType.JPEG, bench);

    assertEquals(20, proxy().getWidth());
    assertEquals(20, ImageIO.read(bench.resolve("thumb-1024.jpg").toFile()).getWidth());
  }
}
