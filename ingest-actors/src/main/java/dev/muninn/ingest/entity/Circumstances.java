package dev.muninn.ingest.entity;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Instant;
import java.util.Objects;

/**
 * All that a decision depends on beside state and command: whose item it is, the time, one draw of
 * jitter (−1..1), the retry policy, and the space that counts at this node.
 */
public record Circumstances(
    MediaItemKey key, Instant now, double jitter, RetryPolicy policy, EmbeddingSpace active) {
  public Circumstances {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(active, "active");
    if (!(Math.abs(jitter) <= 1)) {
      throw new IllegalArgumentException("jitter is −1..1, not " + jitter);
    }
  }
}
