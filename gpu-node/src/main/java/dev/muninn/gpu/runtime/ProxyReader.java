package dev.muninn.gpu.runtime;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads proxies: clean JPEG files that our own decoders wrote, never originals. */
final class ProxyReader {
  private static final long MAX_BYTES = 32L << 20;

  private ProxyReader() {}

  /** The picture, or why there is none. */
  sealed interface Reading {
    record Read(Pixels pixels) implements Reading {}

    record Unreadable(StageFailure failure) implements Reading {}
  }

  /** What cannot be read now is tried again; what is read and is no picture is not. */
  static Reading read(Path proxy) {
    byte[] bytes;
    try {
      if (Files.size(proxy) > MAX_BYTES) {
        return refused(ErrorCode.MODEL_REFUSED, "a proxy of " + Files.size(proxy) + " bytes");
      }
      bytes = Files.readAllBytes(proxy);
    } catch (NoSuchFileException e) {
      return refused(ErrorCode.PROXY_MISSING, proxy.getFileName() + " is not there");
    } catch (IOException e) {
      return refused(ErrorCode.MODEL_FAILED, "the small picture could not be read: " + e);
    }
    return decoded(bytes);
  }

  private static Reading decoded(byte[] bytes) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      return image == null
          ? refused(ErrorCode.MODEL_REFUSED, "the proxy is no picture")
          : new Reading.Read(Pixels.of(image));
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw many kinds of runtime exceptions for damaged files
      return refused(ErrorCode.MODEL_REFUSED, "the proxy can't be read: " + e);
    }
  }

  private static Reading refused(ErrorCode code, String detail) {
    return new Reading.Unreadable(new StageFailure(code, detail));
  }
}
