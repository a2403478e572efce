package dev.muninn.ingest.wake;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import com.typesafe.config.Config;
import dev.muninn.catalog.PipelineGauges;
import dev.muninn.media.StageName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Looks whether pictures wait for a worker while none is there, and then has a command run that
 * wakes one, for example by a magic packet. Nothing depends on it: without it they wait.
 */
public final class WakeHook extends AbstractBehavior<WakeHook.Message> {
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** What it tells itself. */
  sealed interface Message {}

  private record Look() implements Message {}

  private record Seen(long waiting, int workers) implements Message {}

  private record Done() implements Message {}

  private record Unknown(Throwable cause) implements Message {}

  private final PipelineGauges gauges;
  private final Supplier<CompletionStage<Integer>> workers;
  private final WakePlan plan;
  private final WakeCommand command;
  private final Executor blocking;
  private boolean busy;

  private WakeHook(
      ActorContext<Message> context,
      PipelineGauges gauges,
      Supplier<CompletionStage<Integer>> workers,
      WakeSettings settings,
      Executor blocking) {
    super(context);
    this.gauges = gauges;
    this.workers = workers;
    this.plan = new WakePlan(settings);
    this.command = new WakeCommand(settings);
    this.blocking = blocking;
  }

  /**
   * Starts it where {@code muninn.ingest.wake.command} names a command; else nothing happens.
   *
   * @param workers how many there are that could embed what waits
   */
  public static void start(
      ActorSystem<?> system, PipelineGauges gauges, Supplier<CompletionStage<Integer>> workers) {
    Config config = system.settings().config();
    WakeSettings settings = WakeSettings.of(config.getConfig("muninn.ingest.wake"));
    if (!settings.command().isEmpty()) {
      Executor blocking =
          system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
      system.systemActorOf(
          create(gauges, workers, settings, LOOK, blocking), "wake-hook", Props.empty());
    }
  }

  static Behavior<Message> create(
      PipelineGauges gauges,
      Supplier<CompletionStage<Integer>> workers,
      WakeSettings settings,
      Duration look,
      Executor blocking) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Look(), look);
                  return new WakeHook(context, gauges, workers, settings, blocking);
                }));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> look())
        .onMessage(Seen.class, this::seen)
        .onMessage(Done.class, done -> free())
        .onMessage(Unknown.class, this::unknown)
        .build();
  }

  private Behavior<Message> look() {
    if (!busy) {
      busy = true;
      getContext()
          .pipeToSelf(
              gauges
                  .gauges()
                  .thenCombine(workers.get(), (found, there) -> new Seen(waiting(found), there)),
              (seen, failure) -> failure == null ? seen : new Unknown(failure));
    }
    return this;
  }

  private static long waiting(List<PipelineGauges.Gauge> found) {
    return found.stream()
        .filter(gauge -> gauge.stage() == StageName.EMBED)
        .mapToLong(PipelineGauges.Gauge::waiting)
        .sum();
  }

  private Behavior<Message> seen(Seen seen) {
    if (!plan.due(System.nanoTime(), seen.waiting(), seen.workers())) {
      return free();
    }
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> command.run(seen.waiting()), blocking),
            (worked, failure) -> failure == null ? new Done() : new Unknown(failure));
    return this;
  }

  private Behavior<Message> unknown(Unknown unknown) {
    getContext().getLog().warn("event=wake-unknown cause='{}'", unknown.cause().toString());
    return free();
  }

  private Behavior<Message> free() {
    busy = false;
    return this;
  }
}
