package dev.muninn.http.pipeline;

import dev.muninn.catalog.PipelineControl;
import dev.muninn.media.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bodies of the routes that steer the pipeline. */
public final class ControlWire {
  private ControlWire() {}

  /** Either {@code mediaIds}, or a stage, a code or both, or {@code all}. */
  public record RetryWish(List<String> mediaIds, String stage, String code, Boolean all) {}

  /**
   * {@code retried} were told to try again, {@code idle} had nothing to, {@code unknown} are no
   * items of the org.
   */
  public record RetryOutcome(long retried, long idle, List<String> unknown) {

    static RetryOutcome of(PipelineControl.RetryOutcome outcome) {
      return new RetryOutcome(
          outcome.retried(),
          outcome.idle(),
          outcome.unknown().stream().map(MediaId::value).toList());
    }
  }

  public record PauseWish(String reason) {}

  /** {@code by} is a participant's id. */
  public record Paused(String reason, String by, Instant since) {

    static Paused of(PipelineControl.Pause pause) {
      return new Paused(pause.reason(), pause.by().value(), pause.since());
    }
  }

  /** {@code paused} is null while the stage works. */
  public record StageState(String stage, Optional<Paused> paused) {}
}
