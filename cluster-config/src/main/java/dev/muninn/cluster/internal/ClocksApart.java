package dev.muninn.cluster.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether two nodes tell different times. Nothing in the cluster depends on it, since leases go by
 * the database's clock; but certificates and tokens have hours, and stories are read by them.
 */
public final class ClocksApart {
  private static final Duration MOST = Duration.ofSeconds(5);

  private ClocksApart() {}

  /**
   * What is to be said of a clock; empty when it is less than five seconds off.
   *
   * @param theirs milliseconds since 1970, as are {@code ours}
   */
  public static Optional<String> words(long theirs, long ours) {
    return words(theirs, ours, ours);
  }

  /**
   * As the other one, where their time was told between two moments of ours.
   *
   * @param begin milliseconds since 1970, as is {@code end}
   */
  public static Optional<String> words(long theirs, long begin, long end) {
    if (theirs > end + MOST.toMillis()) {
      return Optional.of(off(theirs - end, "ahead of"));
    }
    if (theirs < begin - MOST.toMillis()) {
      return Optional.of(off(begin - theirs, "behind"));
    }
    return Optional.empty();
  }

  private static String off(long ms, String where) {
    return "its clock is " + ms / 1000 + " s " + where + " this node's; set the clocks by NTP";
  }
}
