package dev.muninn.cluster.journal;

/**
 * Tells a broken entity from a broken handler: after twenty parkings without one event applied in
 * between, no more are parked, since then it is the handler (a table is missing, say) and not the
 * entities. Thread-safe.
 */
final class ParkingLimit {
  private static final int MOST_IN_A_ROW = 20;
  private static final int PATIENT = 3;
  private int inARow;

  synchronized void applied() {
    inARow = 0;
  }

  /**
   * @throws HandlerBroken when this would be one too many
   */
  synchronized void parking(Exception why) {
    if (inARow == MOST_IN_A_ROW) {
      throw new HandlerBroken(why);
    }
    inARow++;
  }

  /** Whether it is worth waiting between two tries: not when nothing was applied for a while. */
  synchronized boolean mayPass() {
    return inARow < PATIENT;
  }

  /** The next event that fails parks nobody. */
  synchronized boolean reached() {
    return inARow == MOST_IN_A_ROW;
  }

  /** Nothing is applied at all: the projection stands still until it is repaired. */
  static final class HandlerBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    HandlerBroken(Exception why) {
      super("no event can be applied, the last one failed with " + why, why);
    }
  }
}
