package dev.muninn.gpu.runtime;

import dev.muninn.embedding.ImageOutcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs prepared pictures through the image tower in calls that fit into the device's memory, and
 * keeps account of its time. One thread runs, any may ask for the account.
 */
final class TowerRun {
  private static final Logger LOG = LoggerFactory.getLogger(TowerRun.class);

  private final Towers towers;
  private final Head head;
  private final int length;
  private final BatchLimit limit;
  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private volatile int batch;
  private float[] input = {};

  /** {@code length} is that of one picture. */
  TowerRun(Towers towers, Head head, int length, int batch) {
    this.towers = towers;
    this.head = head;
    this.length = length;
    this.limit = new BatchLimit(batch);
    this.batch = batch;
  }

  static ImageOutcome failed(Throwable e) {
    return new ImageOutcome.Refused(
        new StageFailure(ErrorCode.MODEL_FAILED, String.valueOf(e.getMessage())));
  }

  /** One outcome a picture, in their order. */
  List<ImageOutcome> of(List<float[]> all) {
    List<ImageOutcome> outcomes = new ArrayList<>();
    while (outcomes.size() < all.size()) {
      int from = outcomes.size();
      outcomes.addAll(some(all.subList(from, Math.min(from + limit.now(), all.size()))));
    }
    batch = limit.now();
    return outcomes;
  }

  /** Nothing when fewer are to be tried. */
  private List<ImageOutcome> some(List<float[]> part) {
    try {
      List<ImageOutcome> outcomes = called(part);
      limit.fits(part.size());
      return outcomes;
    } catch (DeviceMemoryException e) {
      boolean fewer = limit.halve(part.size());
      LOG.warn("event=device-memory-short batch={} next={}", part.size(), limit.now());
      return fewer ? List.of() : List.of(failed(e));
    } catch (ModelException e) {
      return part.size() == 1 ? List.of(failed(e)) : oneByOne(part);
    }
  }

  /** So that one bad picture fails alone. */
  private List<ImageOutcome> oneByOne(List<float[]> part) {
    List<ImageOutcome> outcomes = new ArrayList<>();
    for (float[] picture : part) {
      try {
        outcomes.addAll(called(List.of(picture)));
      } catch (ModelException e) {
        outcomes.add(failed(e));
      }
    }
    return outcomes;
  }

  private List<ImageOutcome> called(List<float[]> part) throws ModelException {
    if (input.length != part.size() * length) {
      input = new float[part.size() * length];
    }
    for (int i = 0; i < part.size(); i++) {
      System.arraycopy(part.get(i), 0, input, i * length, length);
    }
    List<ImageOutcome> outcomes = new ArrayList<>();
    for (float[] row : timed(part.size())) {
      outcomes.add(outcome(row));
    }
    return outcomes;
  }

  private float[][] timed(int count) throws ModelException {
    long begin = System.nanoTime();
    try {
      float[][] rows = towers.images(input, count);
      pictures.addAndGet(count);
      return rows;
    } finally {
      busyNanos.addAndGet(System.nanoTime() - begin);
    }
  }

  private ImageOutcome outcome(float[] output) {
    try {
      return head.seen(output);
    } catch (IllegalArgumentException e) {
      return failed(e);
    }
  }

  /** The most pictures of one call. */
  int batch() {
    return batch;
  }

  DeviceUse use() {
    return new DeviceUse(towers.device(), pictures.get(), busyNanos.get(), batch);
  }
}
