package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.muninn.ingest.pipeline.PassClaims.Claimed;
import dev.muninn.media.signal.MediaItemKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

  /** Claim no more; answers when nothing is claimed any more (leases stay to be freed). */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  private record Look() implements Command {}

  private record Claims(Claimed claimed) implements Command {}

  private record ClaimFailed(Throwable cause) implements Command {}

  private record Finished(MediaItemKey key) implements Command {}

  /**
   * @param database where leases are settled; must outlive the actor
   */
  static Behavior<Command> create(
      PassClaims claims,
      WorkLeases leases,
      LocalRun run,
      PipelineSettings settings,
      Executor database) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new StageDispatcher(context, timers, claims, leases, run, settings, database)));
  }

  private final Logger log = LoggerFactory.getLogger(StageDispatcher.class);
  private final PassClaims claims;
  private final WorkLeases leases;
  private final LocalRun run;
  private final PipelineSettings settings;
  private final TimerScheduler<Command> timers;
  private final Executor database;
  private final Set<MediaItemKey> running = new HashSet<>();
  private boolean claiming;
  private boolean claimAgain;
  private Optional<ActorRef<Done>> stopped = Optional.empty();

  private StageDispatcher(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PassClaims claims,
      WorkLeases leases,
      LocalRun run,
      PipelineSettings settings,
      Executor database) {
    super(context);
    this.claims = claims;
    this.leases = leases;
    this.run = run;
    this.settings = settings;
    this.timers = timers;
    this.database = database;
    timers.startTimerWithFixedDelay("look", new Look(), settings.poll());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Wake.class, wake -> claim())
        .onMessage(Look.class, look -> look())
        .onMessage(Claims.class, claims -> claimed(claims.claimed()))
        .onMessage(ClaimFailed.class, this::claimFailed)
        .onMessage(Finished.class, this::finished)
        .onMessage(Stop.class, this::stop)
        .build();
  }

  private int free() {
    return settings.parallelism() - running.size();
  }

  private Behavior<Command> claim() {
    if (claiming) {
      claimAgain = true;
    } else if (stopped.isEmpty() && free() > 0) {
      begin(claims.claim(free()));
    }
    return this;
  }

  /** Also with its hands full, since somebody may wait to run alone. */
  private Behavior<Command> look() {
    if (!claiming && stopped.isEmpty()) {
      begin(claims.look(free()));
    }
    return this;
  }

  private void begin(CompletableFuture<Claimed> claim) {
    claiming = true;
    getContext()
        .pipeToSelf(
            claim,
            (claimed, failure) -> failure == null ? new Claims(claimed) : new ClaimFailed(failure));
  }

  private Behavior<Command> claimed(Claimed claimed) {
    claiming = false;
    if (stopped.isPresent()) {
      // too late: the leases are freed with all others
      stopped.get().tell(Done.getInstance());
      return this;
    }
    for (Lease lease : claimed.leases()) {
      if (running.add(lease.key())) {
        begin(lease, claimed);
      } else {
        giveBack(lease, claimed);
      }
    }
    return again();
  }

  /** This node has just ended work on the item, or still works on it since its lease ran out. */
  private void giveBack(Lease lease, Claimed claimed) {
    CompletableFuture.runAsync(() -> leases.giveBack(lease), database)
        .whenComplete((nothing, failure) -> claimed.leave(1));
  }

  private Behavior<Command> again() {
    boolean again = claimAgain;
    claimAgain = false;
    return again ? claim() : this;
  }

  private void begin(Lease lease, Claimed claimed) {
    CompletableFuture<Void> done =
        run.work(lease)
            .handleAsync((seqNr, failure) -> end(lease, seqNr, failure), database)
            .whenComplete((nothing, failure) -> claimed.leave(1))
            .toCompletableFuture();
    getContext().pipeToSelf(done, (nothing, failure) -> new Finished(lease.key()));
  }

  private Void end(Lease lease, Long seqNr, Throwable failure) {
    if (failure == null && seqNr > 0) {
      leases.settle(lease, seqNr);
    } else if (run.drains() || isNotHere(failure)) {
      leases.giveBack(lease);
    } else {
      log.warn(
          "event=stage-not-reported org={} mediaId={} stage={}",
          lease.key().org(),
          lease.key().mediaId(),
          lease.stage().word(),
          failure);
      leases.rest(lease);
    }
    return null;
  }

  private static boolean isNotHere(Throwable failure) {
    return failure instanceof NotHereException
        || (failure != null && failure.getCause() instanceof NotHereException);
  }

  private Behavior<Command> finished(Finished finished) {
    running.remove(finished.key());
    return running.isEmpty() ? look() : claim();
  }

  private Behavior<Command> claimFailed(ClaimFailed failed) {
    claiming = false;
    log.warn("event=claim-failed pass=local", failed.cause());
    stopped.ifPresent(replyTo -> replyTo.tell(Done.getInstance()));
    return this;
  }

  private Behavior<Command> stop(Stop stop) {
    stopped = Optional.of(stop.replyTo());
    run.drain();
    timers.cancelAll();
    if (!claiming) {
      stop.replyTo().tell(Done.getInstance());
    }
    return this;
  }
}
