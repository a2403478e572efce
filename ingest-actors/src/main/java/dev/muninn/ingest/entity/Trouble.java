package dev.muninn.ingest.entity;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands between an item and a stage: attempts used up, the last failure, when it is tried
 * again. Node and start tell a repeated report from a new attempt.
 */
public record Trouble(
    StageName stage,
    Optional<EmbeddingSpace> space,
    int attempts,
    ErrorCode code,
    String detail,
    Optional<Instant> retryAt,
    boolean quarantined,
    String node,
    Instant startedAt) {
  public Trouble {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(retryAt, "retryAt");
  }

  boolean concerns(StageName otherStage, Optional<EmbeddingSpace> otherSpace) {
    return stage == otherStage && space.equals(otherSpace);
  }

  Trouble asQuarantined(ErrorCode why, String words) {
    return new Trouble(stage, space, attempts, why, words, Optional.empty(), true, node, startedAt);
  }
}
