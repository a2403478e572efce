package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaType;
import dev.muninn.media.StageFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedStillsIT extends StillsFixture {
  @ParameterizedTest
  @EnumSource(
      value = MediaType.class,
      names = {"JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF", "HEIC"})
  void refusesPicturesThatEndInTheMiddle(MediaType type) throws Exception {
    byte[] whole = Files.readAllBytes(sample(type));
    Path file = SampleMedia.write(Arrays.copyOf(whole, whole.length * 2 / 3), files.resolve("cut"));

    StageFailure failure = refused(file, type).failure();

    assertEquals(ErrorCode.BROKEN_FILE, failure.code());
    assertTrue(failure.detail().length() > 20, failure.detail());
  }

  @Test
  void refusesTooManyPixelsFromTheHeader() throws Exception {
    Path file = SampleMedia.write(hugePng(), files.resolve("huge"));

    assertEquals(ErrorCode.TOO_MANY_PIXELS, refused(file, MediaType.PNG).failure().code());
    assertEquals(
        ErrorCode.TOO_MANY_PIXELS,
        assertThrows(MediaException.class, () -> tools.describe(file, MediaType.PNG, bench))
            .failure()
            .code());
  }

  /** 60000 x 60000 pixels, all black: a few megabytes of zeros, deflated. */
  private static byte[] hugePng() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(60_000).putInt(60_000);
    head.put(new byte[] {8, 0, 0, 0, 0});
    PngChunk.write(png, "IHDR", head.array());
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      for (int row = 0; row < 100; row++) {
        out.write(new byte[60_001]);
      }
    }
    PngChunk.write(png, "IDAT", deflated.toByteArray());
    PngChunk.write(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  @Test
  void saysWhatIsWrongWithTextThatClaimsToBeAPicture() throws Exception {
    byte[] text = "\u00ff\u00d8\u00ffThis is a letter.".getBytes(StandardCharsets.ISO_8859_1);
    Path file = SampleMedia.write(text, files.resolve("letter.jpg"));

    assertEquals(ErrorCode.BROKEN_FILE, refused(file, MediaType.JPEG).failure().code());
  }
}
