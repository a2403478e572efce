package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.pipeline.EmbedRun.Prepared;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What embedding workers hold at the moment. A batch whose worker died, or that stays unanswered
 * too long, is lost and others may claim its items; a late answer still counts, since the item
 * takes the first one. Belongs to one actor.
 */
final class EmbedBatches {
  private final Logger log = LoggerFactory.getLogger(EmbedBatches.class);
  private final EmbedRun run;
  private final PipelineSettings settings;
  private final Map<String, Batch> open = new HashMap<>();

  private static final class Batch {
    final ActorRef<WorkerCommand> worker;
    final Prepared prepared;
    final long since = System.nanoTime();
    boolean lost;

    Batch(ActorRef<WorkerCommand> worker, Prepared prepared) {
      this.worker = worker;
      this.prepared = prepared;
    }

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  EmbedBatches(EmbedRun run, PipelineSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /** The id of the batch that the worker is given. */
  String open(ActorRef<WorkerCommand> worker, Prepared prepared) {
    String batchId = UUID.randomUUID().toString();
    open.put(batchId, new Batch(worker, prepared));
    return batchId;
  }

  /** Reports what a worker found out; an unknown batch is none of ours. */
  void answered(EmbeddingSignal.Answered answered) {
    Batch batch = open.remove(answered.batchId());
    if (batch != null) {
      run.report(batch.prepared, answered);
    }
  }

  /** A worker that stays silent is as good as gone. */
  void expire() {
    open.values().stream()
        .filter(batch -> !batch.lost && batch.isOlderThan(settings.batchTimeout()))
        .forEach(this::lose);
  }

  /** A worker died, with all that it held. */
  void gone(ActorRef<WorkerCommand> worker) {
    for (Batch batch : take(one -> one.worker.equals(worker))) {
      lose(batch);
    }
  }

  /**
   * A worker that asks for more holds nothing; what it was given a while ago never reached it, or
   * it began anew. That is no fault of the items.
   */
  void ready(ActorRef<WorkerCommand> worker) {
    for (Batch batch :
        take(one -> one.worker.equals(worker) && one.isOlderThan(settings.lease()))) {
      if (!batch.lost) {
        run.giveBack(batch.prepared);
      }
    }
  }

  private List<Batch> take(Predicate<Batch> which) {
    List<Batch> taken = open.values().stream().filter(which).toList();
    open.values().removeAll(taken);
    return taken;
  }

  private void lose(Batch batch) {
    if (batch.lost) {
      return;
    }
    batch.lost = true;
    log.warn("event=embedding-worker-lost leases={}", batch.prepared.work().size());
    run.lose(batch.prepared);
  }
}
