package dev.muninn.ingest.pipeline;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.pipeline.EmbedRun.Prepared;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What embedding workers hold at the moment. A batch whose worker died, cannot be reached, fell
 * silent for the length of a lease, or did not finish it in time is lost and others may claim its
 * items; a late answer still counts, since the item takes the first one. Belongs to one actor.
 */
final class EmbedBatches {
  private final Logger log = LoggerFactory.getLogger(EmbedBatches.class);
  private final EmbedRun run;
  private final PipelineSettings settings;
  private final Map<String, EmbedBatch> open = new HashMap<>();

  EmbedBatches(EmbedRun run, PipelineSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /** The id of a batch that the worker is given: these tasks of what was prepared. */
  String open(ActorRef<WorkerCommand> worker, Prepared prepared, Collection<EmbedTask> tasks) {
    String batchId = UUID.randomUUID().toString();
    open.put(batchId, new EmbedBatch(worker, prepared, tasks));
    return batchId;
  }

  /** Reports what a worker found out, item by item; an unknown batch is none of ours. */
  void answered(EmbeddingSignal.Answered answered) {
    EmbedBatch batch = open.get(answered.batchId());
    if (batch == null) {
      return;
    }
    if (!batch.space().equals(answered.space())) {
      declined(
          answered.batchId(),
          answered.node(),
          "it answered in the space "
              + answered.space().id()
              + " what was asked of "
              + batch.space().id());
      return;
    }
    for (EmbedAnswer answer : answered.answers()) {
      batch.take(answer).ifPresent(whole -> report(batch, answered.node(), whole));
    }
  }

  private void report(EmbedBatch batch, String node, EmbedBatch.Whole whole) {
    run.report(batch.space(), whole.lease(), node, whole.answer())
        .whenComplete((done, failure) -> batch.claimed().leave(1));
  }

  /** Nothing more comes of it. */
  void finished(String batchId) {
    EmbedBatch batch = open.remove(batchId);
    if (batch != null && !batch.isLost()) {
      run.giveBack(batch.claimed(), batch.left());
    }
  }

  /** A worker will not do it: others may. */
  void declined(String batchId, String node, String words) {
    if (open.containsKey(batchId)) {
      log.warn("event=batch-declined node={} words='{}'", node, words);
      finished(batchId);
    }
  }

  /** What takes too long is as good as lost. */
  void expire() {
    open.values().stream()
        .filter(batch -> batch.isOlderThan(settings.batchTimeout()))
        .forEach(this::lose);
  }

  /** Nothing was heard of a worker for long: it sleeps, and may come back. */
  void silent(ActorRef<WorkerCommand> worker) {
    open.values().stream().filter(batch -> batch.worker().equals(worker)).forEach(this::lose);
  }

  /** The workers on a node cannot be reached: they may come back, as ones that sleep do. */
  void away(Address node) {
    open.values().stream()
        .filter(batch -> batch.worker().path().address().equals(node))
        .forEach(this::lose);
  }

  /** A worker died, with all that it held. */
  void gone(ActorRef<WorkerCommand> worker) {
    take(batch -> batch.worker().equals(worker)).forEach(this::lose);
  }

  /**
   * What a worker was given a while ago and does not hold never reached it, or its end was lost on
   * the way. That is no fault of the items.
   */
  void ready(ActorRef<WorkerCommand> worker, Collection<String> holding) {
    open.entrySet().stream()
        .filter(one -> one.getValue().worker().equals(worker))
        .filter(one -> !holding.contains(one.getKey()))
        .filter(one -> one.getValue().isOlderThan(settings.lease()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::finished);
  }

  private List<EmbedBatch> take(Predicate<EmbedBatch> which) {
    List<EmbedBatch> taken = open.values().stream().filter(which).toList();
    open.values().removeAll(taken);
    return taken;
  }

  private void lose(EmbedBatch batch) {
    if (batch.isLost()) {
      return;
    }
    batch.becomeLost();
    List<Lease> left = batch.left();
    log.warn("event=embedding-worker-lost leases={}", left.size());
    run.lose(batch.claimed(), left);
  }
}
