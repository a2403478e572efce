package dev.muninn.catalog;

import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a person can do to the pipeline of an org: try again, pause, resume (port). */
public interface PipelineControl {

  /**
   * Asks every chosen item to try its failed or quarantined work again; completes when all were
   * asked, some hundreds a second.
   */
  CompletionStage<RetryOutcome> retry(OrgId org, RetryChoice choice, ParticipantId by);

  /**
   * Nothing new of this stage begins until it is resumed; what runs goes on. Repeatable: the newest
   * reason counts, the first moment stays. Fails with {@link CannotPauseException} for a stage that
   * is none of the pipeline's work: store, describe, preview and embed can be paused.
   */
  CompletionStage<Pause> pause(OrgId org, StageName stage, String reason, ParticipantId by);

  /** Whether it was paused. */
  CompletionStage<Boolean> resume(OrgId org, StageName stage, ParticipantId by);

  CompletionStage<List<Pause>> paused(OrgId org);

  /** Which items: named ones, or all failed and quarantined of a stage, of a code, or both. */
  sealed interface RetryChoice {
    record Named(List<MediaId> items) implements RetryChoice {
      public Named {
        items = List.copyOf(items);
      }
    }

    record Matching(Optional<StageName> stage, Optional<ErrorCode> code) implements RetryChoice {}
  }

  /**
   * What became of a retry: {@code retried} were told; {@code idle} had nothing to try again;
   * {@code unknown} are no items of the org.
   */
  record RetryOutcome(long retried, long idle, List<MediaId> unknown) {
    public RetryOutcome {
      unknown = List.copyOf(unknown);
    }
  }

  record Pause(StageName stage, String reason, ParticipantId by, Instant since) {
    public Pause {
      Objects.requireNonNull(stage, "stage");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(since, "since");
    }
  }
}
