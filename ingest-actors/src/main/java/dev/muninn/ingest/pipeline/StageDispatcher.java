package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls the local work of this node: claims up to its free capacity, runs the stages, settles the
 * leases. Woken when work arrives, and looks each second otherwise.
 */
public final class StageDispatcher extends AbstractBehavior<StageDispatcher.Command> {
  /** What it is told. */
  public sealed interface Command {}

  /** There may be work. */
  public record Wake() implements Command {}

  /** Claim no more; answers when the leases are free. */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  private record Look() implements Command {}

  private record Tend() implements Command {}

  private record Claimed(List<Lease> leases, boolean suspect) implements Command {}

  private record ClaimFailed(Throwable cause) implements Command {}

  private record Finished(MediaItemKey key) implements Command {}

  private static final List<Duration> AFTER_WAKE =
      List.of(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(300));

  static Behavior<Command> create(WorkLeases leases, LocalRun run, PipelineSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new StageDispatcher(context, timers, leases, run, settings)));
  }

  private final Logger log = LoggerFactory.getLogger(StageDispatcher.class);
  private final WorkLeases leases;
  private final LocalRun run;
  private final PipelineSettings settings;
  private final TimerScheduler<Command> timers;
  private final Executor database;
  private final Set<MediaItemKey> running = new HashSet<>();
  private boolean claiming;
  private boolean lookAgain;
  private boolean alone;
  private volatile boolean stopped;

  private StageDispatcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      WorkLeases leases,
      LocalRun run,
      PipelineSettings settings) {
    super(context);
    this.leases = leases;
    this.run = run;
    this.settings = settings;
    this.timers = timers;
    this.database =
        context
            .getSystem()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    timers.startTimerWithFixedDelay("look", new Look(), settings.poll());
    timers.startTimerWithFixedDelay("tend", new Tend(), settings.renewal());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Wake.class, wake -> wake())
        .onMessage(Look.class, look -> look())
        .onMessage(Tend.class, tend -> tend())
        .onMessage(Claimed.class, this::claimed)
        .onMessage(ClaimFailed.class, this::claimFailed)
        .onMessage(Finished.class, this::finished)
        .onMessage(Stop.class, this::stop)
        .build();
  }

  /** The wake comes shortly before the commit that brings the work, so it looks a few times. */
  private Behavior<Command> wake() {
    for (Duration delay : AFTER_WAKE) {
      if (!timers.isTimerActive(delay)) {
        timers.startSingleTimer(delay, new Look(), delay);
      }
    }
    return this;
  }

  private Behavior<Command> look() {
    int free = settings.parallelism() - running.size();
    if (stopped || alone || free < 1) {
      return this;
    }
    if (claiming) {
      lookAgain = true;
      return this;
    }
    claiming = true;
    boolean idle = running.isEmpty();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> claim(free, idle), database),
            (claimed, failure) -> failure == null ? claimed : new ClaimFailed(failure));
    return this;
  }

  /** A suspect runs alone, so it is looked for only while nothing runs. */
  private Command claim(int free, boolean idle) {
    if (idle) {
      List<Lease> suspect = leases.claimSuspect(Pass.LOCAL, "");
      if (!suspect.isEmpty()) {
        return new Claimed(suspect, true);
      }
    }
    return new Claimed(leases.claim(Pass.LOCAL, "", free), false);
  }

  private Behavior<Command> claimed(Claimed claimed) {
    claiming = false;
    if (stopped) {
      inDatabase(leases::freeAll);
      return this;
    }
    alone = claimed.suspect();
    for (Lease lease : claimed.leases()) {
      if (running.add(lease.key())) {
        begin(lease);
      }
    }
    if (lookAgain) {
      lookAgain = false;
      return look();
    }
    return this;
  }

  private void begin(Lease lease) {
    CompletableFuture<Void> done =
        run.work(lease)
            .handleAsync((seqNr, failure) -> end(lease, seqNr, failure), database)
            .toCompletableFuture();
    getContext().pipeToSelf(done, (nothing, failure) -> new Finished(lease.key()));
  }

  private Void end(Lease lease, Long seqNr, Throwable failure) {
    if (failure == null) {
      leases.settle(lease, seqNr);
    } else {
      logUnreported(lease, failure);
      leases.giveBack(lease);
    }
    return null;
  }

  private void logUnreported(Lease lease, Throwable failure) {
    if (!stopped) {
      log.warn(
          "event=stage-not-reported org={} mediaId={} stage={}",
          lease.key().org(),
          lease.key().mediaId(),
          lease.stage().word(),
          failure);
    }
  }

  private Behavior<Command> finished(Finished finished) {
    running.remove(finished.key());
    if (running.isEmpty()) {
      alone = false;
    }
    return look();
  }

  private Behavior<Command> claimFailed(ClaimFailed failed) {
    claiming = false;
    log.warn("event=claim-failed pass=local", failed.cause());
    return this;
  }

  private Behavior<Command> tend() {
    inDatabase(
        () -> {
          leases.renew();
          leases.sweep();
        });
    return this;
  }

  private Behavior<Command> stop(Stop stop) {
    stopped = true;
    run.drain();
    timers.cancelAll();
    inDatabase(leases::freeAll)
        .whenComplete((nothing, e) -> stop.replyTo().tell(Done.getInstance()));
    return this;
  }

  private CompletableFuture<Void> inDatabase(Runnable work) {
    Supplier<Void> logged =
        () -> {
          work.run();
          return null;
        };
    return CompletableFuture.supplyAsync(logged, database)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                log.warn("event=leases-not-tended", failure);
              }
            });
  }
}
