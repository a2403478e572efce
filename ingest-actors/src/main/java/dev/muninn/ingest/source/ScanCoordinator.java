package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.muninn.ingest.source.SourceViews.OwedScan;
import dev.muninn.media.SessionId;
import dev.muninn.media.signal.CborSerializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the scans that are owed, on one node of the cluster. What is owed stands in a view; a nudge
 * only shortens the wait. A scan that was broken off, by a failure or with its node, is still owed
 * and is begun again.
 */
final class ScanCoordinator extends AbstractBehavior<ScanCoordinator.Command> {

  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration FRESHNESS = Duration.ofSeconds(2);

  private final ScanTools tools;
  private final SourceWatch watch;
  private final RunningScans scans;

  /** What the coordinator hears. */
  sealed interface Command extends CborSerializable {}

  /** Look at once: a scan was asked for. */
  record Nudge() implements Command {}

  private record Poll() implements Command {}

  private record Watch() implements Command {}

  private record Looked() implements Command {}

  private record Owed(List<OwedScan> scans) implements Command {}

  private record Ended(SessionId session) implements Command {}

  private record BrokeOff(SessionId session, Throwable why) implements Command {}

  private record Failed(String what, Throwable why) implements Command {}

  static Behavior<Command> create(ScanTools tools, SourceWatch watch, RunningScans scans) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Poll(), Duration.ZERO, POLL);
                  timers.startTimerWithFixedDelay(new Watch(), tools.settings().watchInterval());
                  return new ScanCoordinator(context, tools, watch, scans);
                }));
  }

  private ScanCoordinator(
      ActorContext<Command> context, ScanTools tools, SourceWatch watch, RunningScans scans) {
    super(context);
    this.tools = tools;
    this.watch = watch;
    this.scans = scans;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Nudge.class, nudge -> look())
        .onMessage(Poll.class, poll -> look())
        .onMessage(Watch.class, tick -> lookAtSources())
        .onMessage(Owed.class, this::begin)
        .onMessage(Ended.class, this::ended)
        .onMessage(BrokeOff.class, this::brokeOff)
        .onMessage(Looked.class, looked -> this)
        .onMessage(Failed.class, this::failed)
        .onSignal(PostStop.class, signal -> breakOff())
        .onSignal(PreRestart.class, signal -> breakOff())
        .build();
  }

  private Behavior<Command> look() {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(this::owed, tools.blocking()),
            (scans, failure) ->
                failure == null ? new Owed(scans) : new Failed("looking for scans", failure));
    return this;
  }

  private List<OwedScan> owed() {
    tools.freshness().await(FRESHNESS);
    return tools.views().owedScans();
  }

  private Behavior<Command> begin(Owed owed) {
    owed.scans().forEach(this::begin);
    return this;
  }

  private void begin(OwedScan owed) {
    Scan scan = new Scan(tools, owed.source(), owed.session());
    scans
        .run(owed.session(), scan, tools.settings().scansAtOnce(), tools.blocking())
        .ifPresent(
            end ->
                getContext().pipeToSelf(end, (nothing, failure) -> heard(owed.session(), failure)));
  }

  private static Command heard(SessionId session, Throwable failure) {
    return failure == null ? new Ended(session) : new BrokeOff(session, failure);
  }

  private Behavior<Command> ended(Ended ended) {
    getContext().getLog().debug("a scan is over session={}", ended.session());
    return look();
  }

  private Behavior<Command> brokeOff(BrokeOff scan) {
    getContext()
        .getLog()
        .warn("a scan broke off and is begun again session={}", scan.session(), scan.why());
    getContext().scheduleOnce(AFTER_FAILURE, getContext().getSelf(), new Nudge());
    return this;
  }

  private Behavior<Command> failed(Failed failed) {
    if (!scans.isClosing()) {
      getContext().getLog().warn("{} failed; it is tried again", failed.what(), failed.why());
    }
    return this;
  }

  private Behavior<Command> lookAtSources() {
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(
                () -> watch.lookAtAll(() -> self.tell(new Nudge())), tools.blocking()),
            (nothing, failure) ->
                failure == null ? new Looked() : new Failed("looking at sources", failure));
    return this;
  }

  private Behavior<Command> breakOff() {
    scans.breakOff();
    return this;
  }
}
