package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
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
import dev.muninn.ingest.pipeline.EmbedRun.Prepared;
import dev.muninn.ingest.pipeline.PassClaims.Claimed;
import dev.muninn.media.signal.SpacePlans;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands work to embedding workers as they ask for it: a worker says which spaces it can fill and
 * how much it has room for, that many items are leased and handed over as references to proxies,
 * its answers are reported. The space that answers searches comes first: another one is filled by
 * workers that find nothing to do there. A worker that dies, cannot be reached, or stays silent for
 * the length of a lease, loses what it holds.
 */
public final class EmbedDispatcher extends AbstractBehavior<EmbedDispatcher.Command> {
  /** What it is told. */
  public sealed interface Command {}

  /** There may be work. */
  public record Wake() implements Command {}

  /** Claim no more, record no more; answers when nothing is claimed any more. */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  /** Workers at this address cannot be reached now: others may do what they hold. */
  record Away(Address node) implements Command {}

  private record Signal(EmbeddingSignal signal) implements Command {}

  private record Look() implements Command {}

  private record Ready(EmbeddingSignal.Ready worker, Prepared prepared) implements Command {}

  /** A claim of one space, or a look into it. */
  private interface Claiming {
    CompletableFuture<Claimed> of(PassClaims space, int limit, String worker);
  }

  private record ClaimFailed(Throwable cause) implements Command {}

  private record WorkerGone(ActorRef<WorkerCommand> worker) implements Command {}

  static Behavior<Command> create(
      Function<EmbeddingSpace, PassClaims> claims,
      EmbedRun run,
      SpacePlans plans,
      PipelineSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new EmbedDispatcher(context, timers, claims, run, plans, settings)));
  }

  private final Logger log = LoggerFactory.getLogger(EmbedDispatcher.class);
  private final Function<EmbeddingSpace, PassClaims> newClaims;

  /** Also read where a claim completes. */
  private final Map<EmbeddingSpace, PassClaims> claims = new ConcurrentHashMap<>();

  private final EmbedRun run;
  private final WantedSpaces wanted;
  private final PipelineSettings settings;
  private final TimerScheduler<Command> timers;
  private final ActorRef<EmbeddingSignal> answers;
  private final EmbedBatches batches;
  private final KnownWorkers workers = new KnownWorkers();
  private boolean claiming;
  private boolean claimAgain;
  private Optional<ActorRef<Done>> stopped = Optional.empty();

  private EmbedDispatcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Function<EmbeddingSpace, PassClaims> newClaims,
      EmbedRun run,
      SpacePlans plans,
      PipelineSettings settings) {
    super(context);
    this.newClaims = newClaims;
    this.run = run;
    this.wanted = new WantedSpaces(plans);
    this.settings = settings;
    this.timers = timers;
    this.batches = new EmbedBatches(run, settings);
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
        .onMessage(Wake.class, wake -> claim())
        .onMessage(Look.class, look -> look())
        .onMessage(Signal.class, this::signal)
        .onMessage(Ready.class, this::prepared)
        .onMessage(ClaimFailed.class, this::claimFailed)
        .onMessage(WorkerGone.class, this::workerGone)
        .onMessage(Away.class, this::away)
        .onMessage(Stop.class, this::stop)
        .build();
  }

  private Behavior<Command> signal(Signal signal) {
    if (stopped.isPresent()) {
      // what a worker refuses because the node goes down is no failed attempt
      return this;
    }
    if (signal.signal() instanceof EmbeddingSignal.Ready ready) {
      return ready(ready);
    }
    if (signal.signal() instanceof EmbeddingSignal.Answered answered) {
      batches.answered(answered);
    } else if (signal.signal() instanceof EmbeddingSignal.Finished finished) {
      batches.finished(finished.batchId());
    } else if (signal.signal() instanceof EmbeddingSignal.Declined declined) {
      batches.declined(declined.batchId(), declined.node(), declined.words());
    }
    return this;
  }

  private Behavior<Command> ready(EmbeddingSignal.Ready ready) {
    ActorRef<WorkerCommand> worker = ready.worker();
    getContext().watchWith(worker, new WorkerGone(worker));
    workers.hear(worker);
    batches.ready(worker, ready.holding());
    wanted.tell(ready);
    if (ready.capacity() < 1) {
      workers.served(worker);
      return this;
    }
    if (wanted.of(ready).isEmpty()) {
      workers.served(worker);
      wanted.refuse(ready);
      return this;
    }
    workers.waits(ready);
    return look();
  }

  private Behavior<Command> claim() {
    return claim(PassClaims::claim);
  }

  private Behavior<Command> look() {
    batches.expire();
    workers.silent(settings.lease()).forEach(batches::silent);
    return claim(PassClaims::look);
  }

  private Behavior<Command> claim(Claiming how) {
    if (claiming) {
      claimAgain = true;
    } else if (stopped.isEmpty()) {
      workers.first().ifPresent(worker -> begin(worker, how));
    }
    return this;
  }

  /** One claim at a time, for the worker that has waited longest. */
  private void begin(EmbeddingSignal.Ready worker, Claiming claiming) {
    this.claiming = true;
    getContext()
        .pipeToSelf(
            first(worker, wanted.of(worker).iterator(), claiming),
            (prepared, failure) ->
                failure == null ? new Ready(worker, prepared) : new ClaimFailed(failure));
  }

  /** What the first space has that has anything. */
  private CompletionStage<Prepared> first(
      EmbeddingSignal.Ready worker, Iterator<EmbeddingSpace> spaces, Claiming claiming) {
    if (!spaces.hasNext()) {
      return CompletableFuture.completedFuture(Prepared.NOTHING);
    }
    EmbeddingSpace space = spaces.next();
    return claiming
        .of(claims.computeIfAbsent(space, newClaims), worker.capacity(), worker.facts().node())
        .thenCompose(
            some ->
                some.leases().isEmpty()
                    ? first(worker, spaces, claiming)
                    : run.prepare(space, some));
  }

  private Behavior<Command> prepared(Ready ready) {
    claiming = false;
    Prepared prepared = ready.prepared();
    ActorRef<WorkerCommand> worker = ready.worker().worker();
    if (stopped.isPresent()) {
      giveBack(prepared).thenAccept(done -> stopped.get().tell(Done.getInstance()));
      return this;
    }
    if (prepared.work().isEmpty()) {
      workers.letOthersTry(ready.worker());
      return prepared.claimed().leases().isEmpty() ? again() : claim();
    }
    if (!workers.served(worker)) {
      giveBack(prepared);
      return again();
    }
    for (List<EmbedTask> frame : Frames.of(prepared.work().keySet())) {
      String batchId = batches.open(worker, prepared, frame);
      worker.tell(new WorkerCommand.Embed(batchId, prepared.space(), frame, answers));
    }
    return claim();
  }

  private CompletionStage<Void> giveBack(Prepared prepared) {
    return run.giveBack(prepared.claimed(), List.copyOf(prepared.work().values()));
  }

  private Behavior<Command> again() {
    boolean again = claimAgain;
    claimAgain = false;
    return again ? claim() : this;
  }

  private Behavior<Command> claimFailed(ClaimFailed failed) {
    claiming = false;
    log.warn("event=claim-failed pass=embed", failed.cause());
    stopped.ifPresent(replyTo -> replyTo.tell(Done.getInstance()));
    return this;
  }

  private Behavior<Command> workerGone(WorkerGone gone) {
    workers.gone(gone.worker());
    batches.gone(gone.worker());
    return this;
  }

  private Behavior<Command> away(Away away) {
    workers.at(away.node()).forEach(workers::gone);
    batches.away(away.node());
    return claim();
  }

  private Behavior<Command> stop(Stop stop) {
    stopped = Optional.of(stop.replyTo());
    timers.cancelAll();
    if (!claiming) {
      stop.replyTo().tell(Done.getInstance());
    }
    return this;
  }
}
