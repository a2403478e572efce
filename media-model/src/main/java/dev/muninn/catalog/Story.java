package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to one item, step by step, read from its own events. */
public record Story(MediaId mediaId, MediaStatus status, List<Step> steps, List<Entry> events) {
  public Story {
    steps = List.copyOf(steps);
    events = List.copyOf(events);
  }

  /** How a step stands. */
  public enum StepStatus {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED
  }

  /**
   * One stage; times are empty while it has not begun. {@code remark} says in words why it stands
   * as it does, where that is not plain: whom or what it waits for, why it is not done.
   */
  public record Step(
      StageName stage,
      StepStatus status,
      int attempts,
      Optional<String> node,
      Optional<Instant> startedAt,
      Optional<Long> elapsedMs,
      Optional<StageFailure> error,
      Optional<Instant> nextAttemptAt,
      List<Attempt> history,
      Optional<String> remark) {
    public Step {
      history = List.copyOf(history);
    }
  }

  /** How an attempt ended; LOST means that its worker stopped before it could say. */
  public enum AttemptOutcome {
    DONE,
    FAILED,
    LOST
  }

  /** One attempt at a stage that has ended; {@code elapsedMs} is empty where nobody measured it. */
  public record Attempt(
      int number,
      String node,
      Instant startedAt,
      Optional<Long> elapsedMs,
      AttemptOutcome outcome,
      Optional<StageFailure> error) {}

  /**
   * One event: its number, its class name, and a sentence that does not name the person whose doing
   * it tells, since names are no journal's and may change: {@code by} says who that is.
   */
  public record Entry(
      long sequenceNr, String type, Instant at, String summary, Optional<ParticipantId> by) {}
}
