package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.NodeRole;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The dispatchers of a node by its roles: who opens originals pulls local work, and the always-on
 * nodes of role core hand work to embedding workers. Thread-safe.
 */
final class Dispatchers {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final Optional<ActorRef<StageDispatcher.Command>> stages;
  private final Optional<ActorRef<EmbedDispatcher.Command>> embeds;

  Dispatchers(
      ActorSystem<?> system,
      Supplier<Behavior<StageDispatcher.Command>> stages,
      Supplier<Behavior<EmbedDispatcher.Command>> embeds) {
    this.system = system;
    this.stages = started(NodeRole.INGEST, "stage-dispatcher", stages);
    this.embeds = started(NodeRole.CORE, "embed-dispatcher", embeds);
    this.embeds.ifPresent(
        one -> system.systemActorOf(AwayWorkers.create(one), "away-workers", Props.empty()));
  }

  private <T> Optional<ActorRef<T>> started(
      NodeRole role, String name, Supplier<Behavior<T>> behavior) {
    Member self = Cluster.get(system).selfMember();
    return self.hasRole(role.word())
        ? Optional.of(system.systemActorOf(behavior.get(), name, Props.empty()))
        : Optional.empty();
  }

  /** There may be work. */
  void wake(Pass pass) {
    if (pass == Pass.LOCAL) {
      stages.ifPresent(one -> one.tell(new StageDispatcher.Wake()));
    } else {
      embeds.ifPresent(one -> one.tell(new EmbedDispatcher.Wake()));
    }
  }

  /** Claims no more; fails when one of them does not answer. */
  CompletionStage<Done> stop() {
    CompletionStage<Done> noMoreEmbeds =
        embeds.map(one -> asked(one, EmbedDispatcher.Stop::new)).orElseGet(Dispatchers::done);
    CompletionStage<Done> noMoreStages =
        stages.map(one -> asked(one, StageDispatcher.Stop::new)).orElseGet(Dispatchers::done);
    return noMoreEmbeds.thenCombine(noMoreStages, (one, other) -> one);
  }

  private <T> CompletionStage<Done> asked(
      ActorRef<T> dispatcher, akka.japi.function.Function<ActorRef<Done>, T> stop) {
    return AskPattern.ask(dispatcher, stop, STOP, system.scheduler());
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
