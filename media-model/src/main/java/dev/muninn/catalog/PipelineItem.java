package dev.muninn.catalog;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.Optional;

/** A row of the list behind each number of the pipeline. */
public record PipelineItem(
    MediaId mediaId,
    String name,
    MediaStatus status,
    Optional<StageName> stage,
    int attempts,
    Optional<ErrorCode> error,
    Optional<String> detail,
    Optional<Instant> nextAttemptAt,
    Instant changedAt) {}
