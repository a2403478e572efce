package dev.muninn.node.metrics;

import java.time.Instant;

/** How often something happened in the last minute, and in the last hour. Thread-safe. */
final class Recent {
  private static final int MINUTE_S = 60;
  private static final int HOUR_MIN = 60;

  private final Ring seconds = new Ring(MINUTE_S);
  private final Ring minutes = new Ring(HOUR_MIN);

  /** Counts by the number of the second, or minute, since the epoch. */
  private static final class Ring {
    private final long[] at;
    private final long[] counts;

    Ring(int length) {
      at = new long[length];
      counts = new long[length];
    }

    void add(long time) {
      int place = Math.floorMod(time, at.length);
      if (at[place] != time) {
        at[place] = time;
        counts[place] = 0;
      }
      counts[place]++;
    }

    long sum(long now) {
      long sum = 0;
      for (int i = 0; i < at.length; i++) {
        sum += at[i] > now - at.length && at[i] <= now ? counts[i] : 0;
      }
      return sum;
    }
  }

  synchronized void add(Instant now) {
    seconds.add(now.getEpochSecond());
    minutes.add(now.getEpochSecond() / MINUTE_S);
  }

  synchronized long lastMinute(Instant now) {
    return seconds.sum(now.getEpochSecond());
  }

  synchronized long lastHour(Instant now) {
    return minutes.sum(now.getEpochSecond() / MINUTE_S);
  }
}
