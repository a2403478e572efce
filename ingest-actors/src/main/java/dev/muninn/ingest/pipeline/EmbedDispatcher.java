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
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands work to embedding workers as they ask for it: a worker says how much it has room for, that
 * many items are leased and handed over as references to proxies, its answers are reported. A
 * worker that dies or stays silent loses its leases.
 */
public final class EmbedDispatcher extends AbstractBehavior<EmbedDispatcher.Command> {
  /** What it is told. */
  public sealed interface Command {}

  /** There may be work. */
  public record Wake() implements Command {}

  /** Claim no more; answers at once (leases are freed by the stage dispatcher). */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  private record Signal(EmbeddingSignal signal) implements Command {}

  private record Look() implements Command {}

  private record Prepared(EmbeddingSignal.Ready worker, Map<EmbedTask, Lease> work)
      implements Command {}

  private record ClaimFailed(EmbeddingSignal.Ready worker, Throwable cause) implements Command {}

  private record WorkerGone(ActorRef<WorkerCommand> worker) implements Command {}

  private record Batch(ActorRef<WorkerCommand> worker, List<Lease> leases, Instant until) {}

  private static final List<Duration> AFTER_WAKE =
      List.of(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(300));

  static Behavior<Command> create(
      EmbedRun run, EmbeddingSpace active, PipelineSettings settings, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new EmbedDispatcher(context, timers, run, active, settings, clock)));
  }

  private final Logger log = LoggerFactory.getLogger(EmbedDispatcher.class);
  private final EmbedRun run;
  private final EmbeddingSpace active;
  private final PipelineSettings settings;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private final Executor database;
  private final ActorRef<EmbeddingSignal> answers;
  private final Map<ActorRef<WorkerCommand>, EmbeddingSignal.Ready> idle = new LinkedHashMap<>();
  private final Map<String, Batch> batches = new HashMap<>();
  private boolean claiming;
  private boolean stopped;

  private EmbedDispatcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      EmbedRun run,
      EmbeddingSpace active,
      PipelineSettings settings,
      Clock clock) {
    super(context);
    this.run = run;
    this.active = active;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.database =
        context
            .getSystem()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    this.answers = context.messageAdapter(EmbeddingSignal.class, Signal::new);
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.register(EmbeddingSignal.DISPATCHERS, answers));
    timers.startTimerWithFixedDelay("look", new Look(), settings.poll());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Wake.class, wake -> wake())
        .onMessage(Look.class, look -> look())
        .onMessage(Signal.class, this::signal)
        .onMessage(Prepared.class, this::prepared)
        .onMessage(ClaimFailed.class, this::claimFailed)
        .onMessage(WorkerGone.class, this::workerGone)
        .onMessage(Stop.class, this::stop)
        .build();
  }

  private Behavior<Command> wake() {
    for (Duration delay : AFTER_WAKE) {
      if (!idle.isEmpty() && !timers.isTimerActive(delay)) {
        timers.startSingleTimer(delay, new Look(), delay);
      }
    }
    return this;
  }

  private Behavior<Command> signal(Signal signal) {
    if (signal.signal() instanceof EmbeddingSignal.Ready ready) {
      if (ready.space().equals(active) && ready.capacity() > 0) {
        getContext().watchWith(ready.worker(), new WorkerGone(ready.worker()));
        idle.put(ready.worker(), ready);
        return look();
      }
    } else if (signal.signal() instanceof EmbeddingSignal.Answered answered) {
      Batch batch = batches.remove(answered.batchId());
      if (batch != null) {
        CompletableFuture.runAsync(() -> run.report(batch.leases(), answered), database);
      }
    }
    return this;
  }

  /** One claim at a time, for the worker that has waited longest. */
  private Behavior<Command> look() {
    expire();
    if (stopped || claiming || idle.isEmpty()) {
      return this;
    }
    claiming = true;
    EmbeddingSignal.Ready worker = idle.values().iterator().next();
    boolean alone = batches.isEmpty();
    CompletableFuture<Map<EmbedTask, Lease>> work =
        CompletableFuture.supplyAsync(() -> run.claim(worker.capacity(), alone), database)
            .thenCompose(run::prepare);
    getContext()
        .pipeToSelf(
            work,
            (prepared, failure) ->
                failure == null
                    ? new Prepared(worker, prepared)
                    : new ClaimFailed(worker, failure));
    return this;
  }

  private Behavior<Command> prepared(Prepared prepared) {
    claiming = false;
    if (prepared.work().isEmpty()) {
      return this;
    }
    ActorRef<WorkerCommand> worker = prepared.worker().worker();
    List<Lease> leases = new ArrayList<>(prepared.work().values());
    if (stopped || idle.remove(worker) == null) {
      CompletableFuture.runAsync(() -> run.giveBack(leases), database);
      return this;
    }
    String batchId = UUID.randomUUID().toString();
    batches.put(batchId, new Batch(worker, leases, clock.instant().plus(settings.batchTimeout())));
    worker.tell(
        new WorkerCommand.Embed(
            batchId, active, new ArrayList<>(prepared.work().keySet()), answers));
    return look();
  }

  private Behavior<Command> claimFailed(ClaimFailed failed) {
    claiming = false;
    log.warn("event=claim-failed pass=embed", failed.cause());
    return this;
  }

  private Behavior<Command> workerGone(WorkerGone gone) {
    idle.remove(gone.worker());
    lose(batch -> batch.worker().equals(gone.worker()));
    return this;
  }

  /** A worker that stays silent is as good as gone. */
  private void expire() {
    Instant now = clock.instant();
    lose(batch -> batch.until().isBefore(now));
  }

  private void lose(Predicate<Batch> which) {
    List<Lease> lost = new ArrayList<>();
    batches.values().removeIf(batch -> which.test(batch) && lost.addAll(batch.leases()));
    if (!lost.isEmpty()) {
      log.warn("event=embedding-worker-lost leases={}", lost.size());
      CompletableFuture.runAsync(() -> run.lose(lost), database);
    }
  }

  private Behavior<Command> stop(Stop stop) {
    stopped = true;
    timers.cancelAll();
    stop.replyTo().tell(Done.getInstance());
    return this;
  }
}
