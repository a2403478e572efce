package dev.muninn.gpu.runtime;

/**
 * The most pictures of one call: as many as wanted, half of what did not fit into the device's
 * memory, and twice as many again after a while, since another program may have held it. Belongs to
 * one thread.
 */
final class BatchLimit {
  /** Full calls after which more is tried. */
  static final int PATIENCE = 200;

  private final int wanted;
  private int now;
  private int good;

  BatchLimit(int wanted) {
    this.wanted = wanted;
    this.now = wanted;
  }

  int now() {
    return now;
  }

  /** A call of so many ran out of memory; false when it was of one, and nothing smaller is left. */
  boolean halve(int count) {
    now = Math.max(1, Math.min(now, count / 2));
    good = 0;
    return count > 1;
  }

  /** A call of so many went well. */
  void fits(int count) {
    if (now == wanted || count < now) {
      return;
    }
    good++;
    if (good == PATIENCE) {
      now = Math.min(wanted, 2 * now);
      good = 0;
    }
  }
}
