package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.EmbeddingWorkers;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.embedding.WorkerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The workers in the cluster's list of services, without those on nodes that cannot be reached.
 * Thread-safe.
 */
final class ListedWorkers implements EmbeddingWorkers {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ActorSystem<?> system;

  ListedWorkers(ActorSystem<?> system) {
    this.system = system;
  }

  @Override
  public CompletionStage<Integer> present(EmbeddingSpace space) {
    return listed(WorkerCommand.workersOf(space)).thenApply(Set::size);
  }

  @Override
  public CompletionStage<List<WorkerFacts>> all() {
    return listed(WorkerCommand.WORKERS).thenCompose(this::described);
  }

  private CompletionStage<Set<ActorRef<WorkerCommand>>> listed(ServiceKey<WorkerCommand> key) {
    CompletionStage<Receptionist.Listing> listing =
        AskPattern.ask(
            system.receptionist(),
            replyTo -> Receptionist.find(key, replyTo),
            PATIENCE,
            system.scheduler());
    return listing.thenApply(found -> found.getServiceInstances(key));
  }

  private CompletionStage<List<WorkerFacts>> described(Set<ActorRef<WorkerCommand>> workers) {
    List<CompletableFuture<Optional<WorkerFacts>>> all =
        workers.stream().map(this::described).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              List<WorkerFacts> facts = new ArrayList<>();
              all.forEach(one -> one.join().ifPresent(facts::add));
              facts.sort(Comparator.comparing(WorkerFacts::node));
              return List.copyOf(facts);
            });
  }

  private CompletableFuture<Optional<WorkerFacts>> described(ActorRef<WorkerCommand> worker) {
    CompletionStage<WorkerFacts> facts =
        AskPattern.ask(worker, WorkerCommand.Describe::new, PATIENCE, system.scheduler());
    return facts
        .thenApply(Optional::of)
        .exceptionally(silent -> Optional.empty())
        .toCompletableFuture();
  }
}
