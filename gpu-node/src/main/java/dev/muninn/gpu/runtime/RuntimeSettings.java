package dev.muninn.gpu.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How networks are run.
 *
 * @param threads of one call of the image tower on the processor
 * @param batch the most pictures of one call; 0 means what is good for the device
 * @param batchAge how long a picture waits for others to share its call
 * @param nativesFolder where DJL unpacks its natives, kept between starts; its own default if empty
 * @param device where the image tower runs
 * @param precision what it computes in
 * @param readers threads that read and prepare pictures; 0 means what is good for the device
 */
public record RuntimeSettings(
    int threads,
    int batch,
    Duration batchAge,
    Optional<Path> nativesFolder,
    DeviceWish device,
    Precision precision,
    int readers) {
  private static final int CPU_BATCH = 8;
  private static final int CUDA_BATCH = 64;
  private static final int MOST_READERS = 256;

  public RuntimeSettings {
    if (threads < 1 || threads > 256 || batch < 0 || batch > 1024 || batchAge.isNegative()) {
      throw new IllegalArgumentException(
          "threads " + threads + ", batch " + batch + ", batch age " + batchAge);
    }
    if (readers < 0 || readers > MOST_READERS) {
      throw new IllegalArgumentException("readers " + readers);
    }
    Objects.requireNonNull(nativesFolder, "nativesFolder");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
  }

  /** On the processor. */
  public RuntimeSettings(int threads, int batch, Duration batchAge, Optional<Path> nativesFolder) {
    this(
        threads,
        batch,
        batchAge,
        nativesFolder,
        new DeviceWish(Optional.of(ComputeDevice.CPU)),
        Precision.AUTO,
        0);
  }

  int batchOn(ComputeDevice on) {
    if (batch > 0) {
      return batch;
    }
    return on.accelerated() ? CUDA_BATCH : CPU_BATCH;
  }

  /** A GPU waits for whoever prepares its pictures; on the processor both share the same cores. */
  int readersOn(ComputeDevice on) {
    if (readers > 0) {
      return readers;
    }
    return on.accelerated() ? Runtime.getRuntime().availableProcessors() : 1;
  }
}
