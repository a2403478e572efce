package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.gpu.runtime.ProxyReader.Reading;
import dev.muninn.media.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyReaderTest {
  @TempDir Path folder;

  @Test
  void anInterruptedReadIsNoFaultOfThePicture() throws IOException {
    Path picture = picture();
    Thread.currentThread().interrupt();
    Reading reading = ProxyReader.read(picture);
    assertTrue(Thread.interrupted(), "whoever drains must still see it");
    assertInstanceOf(Reading.Read.class, reading);
  }

  @Test
  void aFileThatCannotBeReadNowIsTriedAgain() {
    assertEquals(ErrorCode.MODEL_FAILED, code(ProxyReader.read(folder)));
  }

  @Test
  void aMissingProxyIsToldApart() {
    assertEquals(ErrorCode.PROXY_MISSING, code(ProxyReader.read(folder.resolve("none.jpg"))));
  }

  @Test
  void whatIsNoPictureIsRefusedForGood() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    assertEquals(ErrorCode.MODEL_REFUSED, code(ProxyReader.read(text)));
  }

  private Path picture() throws IOException {
    Path file = folder.resolve("picture.jpg");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    return file;
  }

  private static ErrorCode code(Reading reading) {
    return assertInstanceOf(Reading.Unreadable.class, reading).failure().code();
  }
}
