package dev.muninn.ingest.pipeline;

import dev.muninn.ingest.stage.Stage;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One leased item through a stage: ask what it owes, do it, report. Thread-safe. */
final class LocalRun {
  private final Stage stage;
  private final ItemReports reports;
  private final Reach reach;
  private final PipelineSettings settings;
  private final Clock clock;
  private final String node;
  private volatile boolean draining;

  LocalRun(
      Stage stage,
      ItemReports reports,
      Reach reach,
      PipelineSettings settings,
      Clock clock,
      String node) {
    this.stage = stage;
    this.reports = reports;
    this.reach = reach;
    this.settings = settings;
    this.clock = clock;
    this.node = node;
  }

  /**
   * From now on nothing is reported: what fails because the node goes down is no failed attempt.
   */
  void drain() {
    draining = true;
  }

  boolean drains() {
    return draining;
  }

  /**
   * Completes with the sequence number that the view must pass, 0 when there is no such item; fails
   * when nothing could be reported, with {@link CancellationException} when the node drains, and
   * with {@link NotHereException} when it lacks what the work needs.
   */
  CompletionStage<Long> work(Lease lease) {
    if (lease.lost() >= settings.giveUpAfter()) {
      StageFailure why =
          new StageFailure(ErrorCode.WORKER_LOST, lease.lost() + " workers died with this item");
      return fail(lease, why, clock.instant());
    }
    return reports.inspect(lease.key()).thenCompose(reply -> inspected(lease, reply));
  }

  private CompletionStage<Long> inspected(Lease lease, MediaItemReply reply) {
    if (!(reply instanceof MediaItemReply.Inspected inspected)
        || Collections.disjoint(inspected.facts().owed(), stage.covers())) {
      return CompletableFuture.completedFuture(ItemReports.seqNrOf(reply));
    }
    Instant begun = clock.instant();
    CompletionStage<StageOutcome> outcome;
    try {
      outcome = stage.run(new StageInput(inspected.facts(), lease.attempt(), node, lease.closed()));
    } catch (RuntimeException e) {
      outcome = CompletableFuture.failedFuture(e);
    }
    return outcome
        .handle((done, broken) -> told(lease, inspected.facts(), done, broken, begun))
        .thenCompose(reported -> reported)
        // a run that found nothing to do knows at least what the item knew
        .thenApply(seqNr -> Math.max(seqNr, inspected.sequenceNr()));
  }

  private CompletionStage<Long> told(
      Lease lease, ItemFacts item, StageOutcome done, Throwable broken, Instant begun) {
    if (draining) {
      return CompletableFuture.failedFuture(new CancellationException("the node drains"));
    }
    return broken == null ? report(lease, item, done) : broke(lease, broken, begun);
  }

  /** A stage that throws has a defect; the story names it. */
  private CompletionStage<Long> broke(Lease lease, Throwable broken, Instant begun) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    return fail(lease, new StageFailure(ErrorCode.INTERNAL, cause.toString()), begun);
  }

  private CompletionStage<Long> fail(Lease lease, StageFailure why, Instant begun) {
    long elapsed = Math.max(0, Duration.between(begun, clock.instant()).toMillis());
    FailedStep failed =
        new FailedStep(lease.stage(), why, new StepRun(node, lease.attempt(), begun, elapsed));
    return reports.failure(lease.key(), Optional.empty(), failed).thenApply(ItemReports::seqNrOf);
  }

  /**
   * A lost place ends the run: whatever was worked out from it is thrown away. What this node lacks
   * is no failure of the item's: what was done is told, and the rest is anybody's.
   */
  private CompletionStage<Long> report(Lease lease, ItemFacts item, StageOutcome outcome) {
    if (outcome.lost().isPresent()) {
      return reports.lost(lease.key(), outcome.lost().get()).thenApply(ItemReports::seqNrOf);
    }
    boolean elsewhere = outcome.failure().isPresent() && reach.isToBlame(outcome, item);
    if (elsewhere && outcome.results().isEmpty()) {
      return CompletableFuture.failedFuture(
          new NotHereException(outcome.failure().orElseThrow().failure().detail()));
    }
    CompletionStage<Long> results =
        outcome.results().isEmpty()
            ? CompletableFuture.completedFuture(0L)
            : reports
                .results(lease.key(), List.copyOf(outcome.results()))
                .thenApply(reply -> kept(outcome, reply));
    return outcome
        .failure()
        .filter(failed -> !elsewhere)
        .map(
            failed ->
                results.thenCompose(
                    seqNr ->
                        reports
                            .failure(lease.key(), Optional.empty(), failed)
                            .thenApply(reply -> Math.max(seqNr, ItemReports.seqNrOf(reply)))))
        .orElse(results);
  }

  /** What a run made for an item that is purged by now belongs to nobody. */
  private long kept(StageOutcome outcome, MediaItemReply reply) {
    if (ItemReports.isPurged(reply)) {
      stage.discard(outcome);
    }
    return ItemReports.seqNrOf(reply);
  }
}
