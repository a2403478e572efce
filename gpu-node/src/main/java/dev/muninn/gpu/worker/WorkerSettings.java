package dev.muninn.gpu.worker;

import java.time.Duration;
import java.util.Objects;

/**
 * How a worker asks for work.
 *
 * @param capacity how many items it asks a dispatcher for at first
 * @param mostCapacity how many at most, once it knows its pace
 * @param batchTime how long the device shall work on what it asks for at once
 * @param announceEvery how often it says that it is there
 */
public record WorkerSettings(
    int capacity, int mostCapacity, Duration batchTime, Duration announceEvery) {
  /** Their references fit into one message between nodes. */
  private static final int MOST = 256;

  public WorkerSettings {
    Objects.requireNonNull(batchTime, "batchTime");
    Objects.requireNonNull(announceEvery, "announceEvery");
    if (capacity < 1 || capacity > mostCapacity || mostCapacity > MOST) {
      throw new IllegalArgumentException(
          "muninn.gpu: capacity must be 1 to max-capacity, and that at most " + MOST);
    }
    if (batchTime.toMillis() < 1 || announceEvery.toMillis() < 1) {
      throw new IllegalArgumentException(
          "muninn.gpu: batch-time and announce-every must be above 0");
    }
  }
}
