package dev.muninn.gpu.worker;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The batches that a worker has and has not finished. Belongs to one actor. */
final class HeldBatches {
  /** One that the device works on, and the next, whose proxies are fetched meanwhile. */
  private static final int MOST = 2;

  private final Map<String, WorkerCommand.Embed> held = new LinkedHashMap<>();

  /** Whether it is new. */
  boolean add(WorkerCommand.Embed batch) {
    return held.putIfAbsent(batch.batchId(), batch) == null;
  }

  /** Whether it was held. */
  boolean remove(WorkerCommand.Embed batch) {
    return held.remove(batch.batchId()) != null;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean hasRoom() {
    return held.size() < MOST;
  }

  List<WorkerCommand.Embed> all() {
    return List.copyOf(held.values());
  }

  List<String> of(ActorRef<EmbeddingSignal> dispatcher) {
    return held.values().stream()
        .filter(batch -> batch.replyTo().equals(dispatcher))
        .map(WorkerCommand.Embed::batchId)
        .toList();
  }
}
