package dev.muninn.gpu.worker;

import java.time.Duration;

/**
 * How fast a model works on its device, over the latest batches (each counts half of the one
 * after), and how many items make a batch of the wanted time. Belongs to one actor.
 */
final class Pace {
  private final WorkerSettings settings;
  private double items;
  private double pictures;
  private double seconds;

  Pace(WorkerSettings settings) {
    this.settings = settings;
  }

  /** A batch was done; {@code busy} is the time that the model had for it alone. */
  void measured(int batchItems, int batchPictures, Duration busy) {
    items = items / 2 + batchItems;
    pictures = pictures / 2 + batchPictures;
    seconds = seconds / 2 + Math.max(busy.toNanos(), 1) / 1e9;
  }

  /** Items; the first batches are as long as the settings say, since nothing is known. */
  int capacity() {
    if (seconds == 0) {
      return settings.capacity();
    }
    double wanted = items / seconds * settings.batchTime().toNanos() / 1e9;
    return (int) Math.max(1, Math.min(settings.mostCapacity(), Math.round(wanted)));
  }

  /** 0 before the first batch. */
  double picturesPerSecond() {
    return seconds == 0 ? 0 : pictures / seconds;
  }
}
