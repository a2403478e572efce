package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.ingest.pipeline.PassClaims.Claimed;
import dev.muninn.ingest.stage.StageOutcome.FailedStep;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pieces of the embed stage around its workers: lease, inspect, report. Thread-safe. */
final class EmbedRun {
  /** Below the 128 KiB of a command, with room for what stands around the vectors. */
  private static final int PART_BYTES = 112 * 1024;

  private final Logger log = LoggerFactory.getLogger(EmbedRun.class);
  private final WorkLeases leases;
  private final ItemReports reports;
  private final PipelineSettings settings;
  private final Clock clock;
  private final String node;
  private final Executor database;

  EmbedRun(
      WorkLeases leases,
      ItemReports reports,
      PipelineSettings settings,
      Clock clock,
      String node,
      Executor database) {
    this.leases = leases;
    this.reports = reports;
    this.settings = settings;
    this.clock = clock;
    this.node = node;
    this.database = database;
  }

  /**
   * Items that a worker can begin with in a space, and the stay of all that was claimed with them.
   */
  record Prepared(Optional<EmbeddingSpace> in, Map<EmbedTask, Lease> work, Claimed claimed) {
    static final Prepared NOTHING = new Prepared(Optional.empty(), Map.of(), Claimed.NOTHING);

    /** Of work that there is. */
    EmbeddingSpace space() {
      return in.orElseThrow();
    }

    Prepared {
      work = Collections.unmodifiableMap(new LinkedHashMap<>(work));
    }
  }

  /** Asks the items for their segments; what owes nothing is settled. */
  CompletionStage<Prepared> prepare(EmbeddingSpace space, Claimed claimed) {
    Map<EmbedTask, Lease> work = new LinkedHashMap<>();
    CompletableFuture<?>[] all =
        claimed.leases().stream()
            .map(lease -> prepare(space, lease, work).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all)
        .thenApply(
            nothing -> {
              claimed.leave(claimed.leases().size() - work.size());
              return new Prepared(Optional.of(space), work, claimed);
            });
  }

  private CompletionStage<Void> prepare(
      EmbeddingSpace space, Lease lease, Map<EmbedTask, Lease> work) {
    if (lease.lost() >= settings.giveUpAfter()) {
      StageFailure why =
          new StageFailure(ErrorCode.WORKER_LOST, lease.lost() + " workers died with this item");
      return end(
          lease, fail(space, lease, why, new StepRun(node, lease.attempt(), clock.instant(), 0)));
    }
    return reports
        .inspect(lease.key())
        .thenComposeAsync(reply -> sort(space, lease, reply, work), database)
        .exceptionally(
            failure -> {
              log.warn("event=item-silent mediaId={}", lease.key().mediaId(), failure);
              leases.rest(lease);
              return null;
            });
  }

  private CompletionStage<Void> sort(
      EmbeddingSpace space, Lease lease, MediaItemReply reply, Map<EmbedTask, Lease> work) {
    if (!(reply instanceof MediaItemReply.Inspected inspected)
        || !inspected.facts().embeddable()
        || inspected.facts().embedded().contains(space)) {
      return end(lease, CompletableFuture.completedFuture(reply));
    }
    if (inspected.facts().segments().isEmpty()) {
      StageFailure why = new StageFailure(ErrorCode.NO_PICTURE, "the preview has no segment");
      return end(
          lease, fail(space, lease, why, new StepRun(node, lease.attempt(), clock.instant(), 0)));
    }
    EmbedTask task =
        new EmbedTask(
            lease.key().org(), lease.key().mediaId(), references(inspected.facts().segments()));
    synchronized (work) {
      work.put(task, lease);
    }
    return CompletableFuture.completedFuture(null);
  }

  /** A worker needs no colours, and a message between nodes has little room. */
  private static List<Segment> references(List<Segment> segments) {
    return segments.stream()
        .map(one -> new Segment(one.index(), one.startMs(), one.endMs(), one.proxy()))
        .toList();
  }

  /** Reports a worker's answer to the item and settles its lease. */
  CompletionStage<Void> report(
      EmbeddingSpace space, Lease lease, String worker, EmbedAnswer answer) {
    return end(lease, reported(space, lease, worker, answer));
  }

  /** The work was not begun. */
  CompletionStage<Void> giveBack(Claimed claimed, List<Lease> unused) {
    return each(claimed, unused, leases::giveBack);
  }

  /** Who had it is gone. */
  CompletionStage<Void> lose(Claimed claimed, List<Lease> lost) {
    return each(claimed, lost, leases::lose);
  }

  private CompletableFuture<Void> each(
      Claimed claimed, Collection<Lease> ended, Consumer<Lease> how) {
    return CompletableFuture.runAsync(() -> ended.forEach(how), database)
        .whenComplete(
            (done, failure) -> {
              claimed.leave(ended.size());
              if (failure != null) {
                log.warn("event=leases-not-freed leases={}", ended.size(), failure);
              }
            });
  }

  private CompletionStage<MediaItemReply> reported(
      EmbeddingSpace space, Lease lease, String worker, EmbedAnswer answer) {
    if (answer instanceof EmbedAnswer.Refused refused) {
      return fail(
          space,
          lease,
          refused.failure(),
          new StepRun(worker, lease.attempt(), refused.startedAt(), refused.elapsedMs()));
    }
    List<StageResult> parts = parts(space, (EmbedAnswer.Vectors) answer, worker, lease.attempt());
    CompletionStage<MediaItemReply> last = reports.results(lease.key(), List.of(parts.get(0)));
    for (StageResult part : parts.subList(1, parts.size())) {
      last = last.thenCompose(reply -> reports.results(lease.key(), List.of(part)));
    }
    return last;
  }

  private static List<StageResult> parts(
      EmbeddingSpace space, EmbedAnswer.Vectors answer, String worker, int attempt) {
    StepRun step = new StepRun(worker, attempt, answer.startedAt(), answer.elapsedMs());
    int each = Math.max(1, PART_BYTES / (space.dimension() * Float.BYTES));
    List<SegmentVector> vectors = answer.vectors();
    int count = Math.max(1, (vectors.size() + each - 1) / each);
    RunId run = RunId.random();
    List<StageResult> parts = new ArrayList<>();
    for (int part = 1; part <= count; part++) {
      int from = (part - 1) * each;
      parts.add(
          new StageResult.Embedded(
              space,
              run,
              part,
              count,
              vectors.subList(from, Math.min(vectors.size(), from + each)),
              part == 1 ? answer.labels() : List.of(),
              step));
    }
    return parts;
  }

  private CompletionStage<MediaItemReply> fail(
      EmbeddingSpace space, Lease lease, StageFailure why, StepRun step) {
    return reports.failure(
        lease.key(), Optional.of(space), new FailedStep(StageName.EMBED, why, step));
  }

  private CompletionStage<Void> end(Lease lease, CompletionStage<MediaItemReply> reported) {
    return reported.handleAsync(
        (reply, failure) -> {
          long seqNr = failure == null ? ItemReports.seqNrOf(reply) : 0;
          if (seqNr > 0) {
            leases.settle(lease, seqNr);
          } else {
            log.warn("event=embedding-not-reported mediaId={}", lease.key().mediaId(), failure);
            leases.rest(lease);
          }
          return null;
        },
        database);
  }
}
