package dev.muninn.http.pipeline;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.catalog.Story;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bodies of the pipeline's routes. */
public final class PipelineWire {
  private PipelineWire() {}

  /**
   * {@code oldestSeconds}: how long the oldest of those that wait has stood here, null when none
   * does; {@code paused} is null while the stage works; {@code waitsFor} says what is missing
   * without which nothing goes on here, null while nothing is.
   */
  public record StageCount(
      String stage,
      long waiting,
      long running,
      long failed,
      Optional<Long> oldestSeconds,
      Optional<ControlWire.Paused> paused,
      Optional<String> waitsFor) {

    static StageCount of(PipelineCounts.StageCount s) {
      return new StageCount(
          s.stage().word(),
          s.waiting(),
          s.running(),
          s.failed(),
          s.oldestSeconds(),
          s.paused().map(ControlWire.Paused::of),
          s.waitsFor());
    }
  }

  /** Whether new files are taken in; {@code words} say why not. */
  public record Intake(boolean open, String words, long freeBytes, long floorBytes) {

    static Intake of(PipelineCounts.Intake i) {
      return new Intake(i.open(), i.words(), i.freeBytes(), i.floorBytes());
    }
  }

  /** Accepted is the sum of the six numbers after it. */
  public record Counts(
      long asOfLagMs,
      long accepted,
      long ready,
      long waiting,
      long running,
      long failed,
      long quarantined,
      long trashed,
      List<StageCount> stages,
      Intake intake) {

    static Counts of(PipelineCounts c) {
      return new Counts(
          c.asOfLagMs(),
          c.accepted(),
          c.ready(),
          c.waiting(),
          c.running(),
          c.failed(),
          c.quarantined(),
          c.trashed(),
          c.stages().stream().map(StageCount::of).toList(),
          Intake.of(c.intake()));
    }
  }

  /** {@code words} and {@code hint} are for a user, {@code detail} for who helps them. */
  public record StageError(String code, String words, String hint, String detail) {

    static StageError of(ErrorCode code, String detail) {
      return new StageError(code.code(), code.words(), code.hint(), detail);
    }

    static StageError of(StageFailure failure) {
      return of(failure.code(), failure.detail());
    }
  }

  public record Item(
      String mediaId,
      String name,
      String status,
      Optional<String> stage,
      int attempts,
      Optional<StageError> error,
      Optional<Instant> nextAttemptAt,
      Instant changedAt) {

    static Item of(PipelineItem item) {
      return new Item(
          item.mediaId().value(),
          item.name(),
          item.status().word(),
          item.stage().map(StageName::word),
          item.attempts(),
          item.error().map(code -> StageError.of(code, item.detail().orElse(""))),
          item.nextAttemptAt(),
          item.changedAt());
    }
  }

  public record ItemPage(List<Item> items, Optional<String> next, long total, long asOfLagMs) {

    static ItemPage of(Page<PipelineItem> page) {
      return new ItemPage(
          page.items().stream().map(Item::of).toList(),
          page.next(),
          page.total(),
          page.asOfLagMs());
    }
  }

  /** {@code outcome} done, failed or lost: its worker stopped before it could say. */
  public record Attempt(
      int attempt,
      String node,
      Instant startedAt,
      Optional<Long> elapsedMs,
      String outcome,
      Optional<StageError> error) {

    static Attempt of(Story.Attempt attempt) {
      return new Attempt(
          attempt.number(),
          attempt.node(),
          attempt.startedAt(),
          attempt.elapsedMs(),
          attempt.outcome().name().toLowerCase(Locale.ROOT),
          attempt.error().map(StageError::of));
    }
  }

  /**
   * {@code status} waiting, running, done, failed or skipped; {@code remark} says what it waits
   * for.
   */
  public record Step(
      String stage,
      String status,
      int attempts,
      Optional<String> node,
      Optional<Instant> startedAt,
      Optional<Long> elapsedMs,
      Optional<StageError> error,
      Optional<Instant> nextAttemptAt,
      List<Attempt> history,
      Optional<String> remark) {

    static Step of(Story.Step step) {
      return new Step(
          step.stage().word(),
          step.status().name().toLowerCase(Locale.ROOT),
          step.attempts(),
          step.node(),
          step.startedAt(),
          step.elapsedMs(),
          step.error().map(StageError::of),
          step.nextAttemptAt(),
          step.history().stream().map(Attempt::of).toList(),
          step.remark());
    }
  }

  public record Event(long sequenceNr, String type, Instant at, String summary) {}

  public record ItemStory(String mediaId, String status, List<Step> stages, List<Event> events) {

    static ItemStory of(Story story, Map<ParticipantId, String> people) {
      return new ItemStory(
          story.mediaId().value(),
          story.status().word(),
          story.steps().stream().map(Step::of).toList(),
          story.events().stream()
              .map(e -> new Event(e.sequenceNr(), e.type(), e.at(), told(e, people)))
              .toList());
    }

    /** Ends with who it was, where that is a person who still has an account. */
    private static String told(Story.Entry entry, Map<ParticipantId, String> people) {
      return entry.summary()
          + entry
              .by()
              .flatMap(id -> Optional.ofNullable(people.get(id)))
              .map(" by "::concat)
              .orElse("");
    }
  }

  public record RetryRequest(String stage) {}

  public record Retried(String mediaId, long sequenceNr) {}

  /** {@code recall} 0..1: the share of the true {@code k} nearest that {@code queries} found. */
  public record RecallEstimate(int queries, int k, double recall, Instant at) {

    static RecallEstimate of(IndexStatus.Recall r) {
      return new RecallEstimate(r.queries(), r.k(), r.recall(), r.at());
    }
  }

  /**
   * {@code vectors} and {@code live} are what a search looks through, {@code dead} what was removed
   * and still takes memory; {@code buildPerSecond} vectors a second when its graph was built.
   */
  public record Partition(
      String org,
      String space,
      int dimension,
      long vectors,
      long live,
      long dead,
      double deadShare,
      String engine,
      long bytes,
      Optional<Double> buildPerSecond,
      Optional<Instant> savedAt,
      long lag,
      Optional<RecallEstimate> recallEstimate) {

    static Partition of(IndexStatus.Partition p) {
      return new Partition(
          p.org().value(),
          p.space(),
          p.dimension(),
          p.vectors(),
          p.vectors(),
          p.dead(),
          p.deadShare(),
          p.engine(),
          p.bytes(),
          p.buildPerSecond(),
          p.savedAt(),
          p.lag(),
          p.recall().map(RecallEstimate::of));
    }
  }

  /**
   * The full text: {@code items} of the org, {@code bytes} on the disk of all orgs, {@code lagMs}
   * how old the first event is that searches do not see.
   */
  public record Text(long items, long bytes, Optional<Instant> savedAt, long lagMs) {

    static Text of(IndexStatus.Text text) {
      return new Text(text.items(), text.bytes(), text.savedAt(), text.lagMs());
    }
  }

  /** The vectors of each space, and the full text. */
  public record Index(List<Partition> partitions, Optional<Text> text) {}
}
