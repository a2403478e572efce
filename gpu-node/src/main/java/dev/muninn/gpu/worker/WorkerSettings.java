package dev.muninn.gpu.worker;

import java.time.Duration;

/**
 * How a worker asks for work.
 *
 * @param capacity how many items it asks a dispatcher for at once
 * @param announceEvery how often an idle worker says that it is there
 */
public record WorkerSettings(int capacity, Duration announceEvery) {
  public WorkerSettings {
    if (capacity < 1 || capacity > 1024) {
      throw new IllegalArgumentException("a capacity of " + capacity);
    }
  }
}
