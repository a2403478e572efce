package dev.muninn.cluster.journal;

/**
 * How a rebuild replays: at most {@code group} events a transaction, and by how many threads, each
 * with its slice of the entities. What comes out does not depend on it.
 *
 * @param group 1 to 5,000 events of the journal
 * @param slices 1 to 64
 */
public record RebuildSize(int group, int slices) {
  /** Small transactions, and a thread for each of two cores. */
  public static final RebuildSize USUAL = new RebuildSize(500, 2);

  private static final int LARGEST_GROUP = 5_000;
  private static final int MOST_SLICES = 64;

  public RebuildSize {
    if (group < 1 || group > LARGEST_GROUP || slices < 1 || slices > MOST_SLICES) {
      throw new IllegalArgumentException("a rebuild by " + group + " in " + slices + " slices");
    }
  }
}
