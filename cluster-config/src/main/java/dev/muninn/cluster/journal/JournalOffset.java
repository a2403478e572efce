package dev.muninn.cluster.journal;

/**
 * A place in the journal: the transaction that wrote an event (PostgreSQL's xid8) and the event's
 * ordering number. Compared in that order, which is the order events are read in.
 */
public record JournalOffset(long txId, long ordering) implements Comparable<JournalOffset> {
  /** Before the first event. */
  public static final JournalOffset START = new JournalOffset(0, 0);

  public JournalOffset {
    if (txId < 0 || ordering < 0) {
      throw new IllegalArgumentException("an offset of " + txId + ":" + ordering);
    }
  }

  /** {@code txId:ordering}, as it is stored. */
  public String format() {
    return txId + ":" + ordering;
  }

  /**
   * @throws IllegalArgumentException for anything that {@link #format} did not write
   */
  public static JournalOffset parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new JournalOffset(
          Long.parseLong(text.substring(0, Math.max(colon, 0))),
          Long.parseLong(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no journal offset: '" + text + "'", e);
    }
  }

  @Override
  public int compareTo(JournalOffset other) {
    int byTx = Long.compare(txId, other.txId);
    return byTx != 0 ? byTx : Long.compare(ordering, other.ordering);
  }

  public boolean isAfter(JournalOffset other) {
    return compareTo(other) > 0;
  }
}
