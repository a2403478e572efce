package dev.muninn.ingest.pipeline;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workers that a dispatcher heard of: who has room, in the order in which they are served, and
 * when each was heard last. Belongs to one actor.
 */
final class KnownWorkers {
  private final Map<ActorRef<WorkerCommand>, EmbeddingSignal.Ready> idle = new LinkedHashMap<>();
  private final Map<ActorRef<WorkerCommand>, Long> heard = new HashMap<>();

  /** Notes that a worker lives. */
  void hear(ActorRef<WorkerCommand> worker) {
    heard.put(worker, System.nanoTime());
  }

  /** It wants work; who waits already keeps its place. */
  void waits(EmbeddingSignal.Ready ready) {
    idle.put(ready.worker(), ready);
  }

  /** It wants no more; whether it did. */
  boolean served(ActorRef<WorkerCommand> worker) {
    return idle.remove(worker) != null;
  }

  /** Nothing was there for it: one with other models may find something. */
  void letOthersTry(EmbeddingSignal.Ready worker) {
    if (idle.remove(worker.worker(), worker)) {
      idle.put(worker.worker(), worker);
    }
  }

  void gone(ActorRef<WorkerCommand> worker) {
    idle.remove(worker);
    heard.remove(worker);
  }

  /** Those on one node. */
  List<ActorRef<WorkerCommand>> at(Address node) {
    return heard.keySet().stream().filter(one -> one.path().address().equals(node)).toList();
  }

  /** Who has waited longest. */
  Optional<EmbeddingSignal.Ready> first() {
    return idle.values().stream().findFirst();
  }

  /** Who was not heard of for so long; each is told once. */
  List<ActorRef<WorkerCommand>> silent(Duration longest) {
    long now = System.nanoTime();
    List<ActorRef<WorkerCommand>> silent = new ArrayList<>();
    heard.forEach(
        (worker, at) -> {
          if (now - at > longest.toNanos()) {
            silent.add(worker);
          }
        });
    silent.forEach(this::gone);
    return silent;
  }
}
