package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemKey;
import java.time.Instant;
import java.util.Objects;

/**
 * All that a decision depends on beside state and command: whose item it is, the time, one draw of
 * jitter (−1..1), and the retry policy.
 */
public record Circumstances(MediaItemKey key, Instant now, double jitter, RetryPolicy policy) {
  public Circumstances {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(policy, "policy");
    if (!(Math.abs(jitter) <= 1)) {
      throw new IllegalArgumentException("jitter is −1..1, not " + jitter);
    }
  }
}
