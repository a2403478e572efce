package dev.muninn.catalog;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import java.util.Objects;
import java.util.Optional;

/**
 * Which items of the pipeline: those that match every part that is there. {@code session} is the
 * import that brought the item.
 */
public record PipelineFilter(
    Optional<MediaStatus> status,
    Optional<StageName> stage,
    Optional<ErrorCode> error,
    Optional<SessionId> session) {
  /** All items. */
  public static final PipelineFilter ALL =
      new PipelineFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public PipelineFilter {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(session, "session");
  }
}
