package dev.muninn.cluster.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks sharded entities what may be asked twice. A command that has no answer yet is sent again,
 * and the first answer counts: soon at first, since what is on its way to an entity that moves to
 * another node is lost, then after the time that an answer may take. Thread-safe.
 */
public final class EntityAsk {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration THEN = Duration.ofSeconds(1);

  private final ClusterSharding sharding;
  private final Duration timeout;
  private final RepeatedAsk repeated;

  /**
   * @param timeout how long each of at most five askings waits for its answer
   */
  public EntityAsk(ActorSystem<?> system, Duration timeout) {
    this.sharding = ClusterSharding.get(system);
    this.timeout = timeout;
    this.repeated =
        new RepeatedAsk(
            system.scheduler(), system.executionContext(), List.of(SOON, THEN, timeout, timeout));
  }

  /** An answer, and which asking it is for, from 1 on. */
  public record Answer<R>(R reply, int attempts) {}

  /** Fails with a {@link java.util.concurrent.TimeoutException} when nobody answers. */
  public <C, R> CompletionStage<R> ask(
      EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command) {
    return this.<C, R>askCounting(type, id, command).thenApply(Answer::reply);
  }

  /** The same, and says how often it had to ask. */
  public <C, R> CompletionStage<Answer<R>> askCounting(
      EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command) {
    EntityRef<C> entity = sharding.entityRefFor(type, id);
    return repeated.ask(() -> entity.<R>ask(command::apply, timeout));
  }
}
