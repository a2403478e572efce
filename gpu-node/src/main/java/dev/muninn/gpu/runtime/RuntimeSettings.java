package dev.muninn.gpu.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How networks are run.
 *
 * @param threads of one call of the image tower
 * @param batch the most pictures of one call
 * @param batchAge how long a picture waits for others to share its call
 * @param nativesFolder where DJL unpacks its natives, kept between starts; its own default if empty
 */
public record RuntimeSettings(
    int threads, int batch, Duration batchAge, Optional<Path> nativesFolder) {
  public RuntimeSettings {
    if (threads < 1 || threads > 256 || batch < 1 || batch > 1024 || batchAge.isNegative()) {
      throw new IllegalArgumentException(
          "threads " + threads + ", batch " + batch + ", batch age " + batchAge);
    }
  }
}
