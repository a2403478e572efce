package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Description;
import dev.muninn.media.Fact;
import dev.muninn.media.GeoPoint;
import dev.muninn.media.MediaType;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StillKindsIT extends StillsFixture {
  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "HEIC"})
  void readsEveryKindOfStill(MediaType type) throws Exception {
    Path file = sample(type);

    Description description = tools.describe(file, type, bench);
    MadePreview made = tools.preview(file, type, bench);

    assertEquals(Optional.of(640), description.width());
    assertEquals(Optional.of(480), description.height());
    assertEquals(2, made.files().size());
    assertEquals(1, made.scenes().size());
    BufferedImage proxy = proxy();
    assertEquals(512, proxy.getWidth());
    assertEquals(384, proxy.getHeight());
    assertUpright(proxy);
    BufferedImage small = ImageIO.read(bench.resolve("thumb-256.jpg").toFile());
    assertEquals(256, small.getWidth());
    assertUpright(small);
    assertUpright(ImageIO.read(bench.resolve("thumb-1024.jpg").toFile()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\" -f null -", "-y", "concat:x", ";rm", "new\nline", "\uD83D\uDC26.jpg", "%05d"})
  void readsFilesWhateverTheyAreCalled(String name) throws Exception {
    Path file = SampleMedia.write(SampleMedia.jpeg(64, 64, 1), files.resolve(name));

    assertEquals(2, tools.preview(file, MediaType.JPEG, bench).files().size());
  }

  @Test
  void readsWhatCamerasAndPeopleWrite() throws Exception {
    Path file = fixture("camera.jpg", files.resolve("camera"));

    Description description = tools.describe(file, MediaType.JPEG, bench);

    assertEquals(
        Optional.of(
            new CapturedAt(
                LocalDateTime.of(2024, 6, 1, 12, 30),
                Optional.of(ZoneOffset.ofHours(2)),
                "exif:DateTimeOriginal")),
        description.capturedAt());
    GeoPoint place = description.place().orElseThrow();
    assertEquals(48.2, place.latitude(), 1e-6);
    assertEquals(-16.37, place.longitude(), 1e-6);
    assertEquals(Optional.of("Canon EOS R5"), description.camera());
    for (Fact fact :
        List.of(
            new Fact("keyword", "dog"),
            new Fact("keyword", "window"),
            new Fact("keyword", "cat"),
            new Fact("title", "Two dogs"),
            new Fact("description", "At the window"),
            new Fact("artist", "Huginn <b>"),
            new Fact("lens", "RF50"),
            new Fact("iso", "200"),
            new Fact("fNumber", "f/2.8"))) {
      assertTrue(description.facts().contains(fact), fact + " in " + description.facts());
    }
  }
}
