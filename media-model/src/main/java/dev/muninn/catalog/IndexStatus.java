package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of the vector indexes and of the full text of this node (port). */
public interface IndexStatus {

  List<Partition> partitions(OrgId org);

  /**
   * Has the recall of the partition that answers the org estimated in the background, unless that
   * was done a moment ago; a status that estimates nothing ignores it.
   */
  default void wantRecall(OrgId org) {}

  /** The full text; empty where the status knows of none. Blocking. */
  default Optional<Text> text(OrgId org) {
    return Optional.empty();
  }

  /**
   * @param items of the org that a search looks through
   * @param bytes on the disk, of all orgs
   * @param savedAt empty before the first time
   * @param lagMs how old the first event is that searches do not see; 0 without one
   */
  record Text(long items, long bytes, Optional<Instant> savedAt, long lagMs) {}

  /**
   * @param vectors that a search looks through
   * @param dead removed or replaced ones whose memory is not given back yet
   * @param buildPerSecond vectors linked in a second while it was built, where it has a graph
   * @param lag counts the journal's events that the partition has not seen
   */
  record Partition(
      OrgId org,
      String space,
      int dimension,
      long vectors,
      long dead,
      String engine,
      long bytes,
      Optional<Double> buildPerSecond,
      Optional<Instant> savedAt,
      long lag,
      Optional<Recall> recall) {

    public Partition with(Optional<Recall> estimate) {
      return new Partition(
          org,
          space,
          dimension,
          vectors,
          dead,
          engine,
          bytes,
          buildPerSecond,
          savedAt,
          lag,
          estimate);
    }

    /** The dead among all that lies in memory, 0..1. */
    public double deadShare() {
      return dead == 0 ? 0 : (double) dead / (vectors + dead);
    }
  }

  /**
   * Which share of the true {@code k} nearest so many sampled queries found, against all vectors.
   */
  record Recall(int queries, int k, double recall, Instant at) {}
}
