package dev.muninn.ingest.space;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.RestartSettings;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Sink;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SpacePlans} from the journal: what is there is read at the start, what comes is followed.
 * An event that comes twice changes nothing. Thread-safe.
 */
final class FollowedPlans implements SpacePlans, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedPlans.class);

  private final List<Consumer<SpacePlan>> listeners = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private UniqueKillSwitch stream;
  private JournalOffset seen;
  private volatile SpacePlan plan;

  private record Waiting(long sequenceNr, CompletableFuture<Done> done) {}

  private FollowedPlans(SpacePlan plan, JournalOffset seen) {
    this.plan = plan;
    this.seen = seen;
  }

  /** Blocking: reads the events that there are; {@code seed} counts where there are none. */
  static FollowedPlans start(ActorSystem<?> system, JournalReader journal, SpacePlan seed) {
    // the place first: what is committed between the two is seen twice and not missed
    JournalOffset from = journal.position().toCompletableFuture().join();
    SpacePlan plan = SpacePlan.NONE;
    for (JournalEvent event :
        journal.ofEntity(SpacesKey.PERSISTENCE_ID).toCompletableFuture().join()) {
      plan = after(plan, event);
    }
    FollowedPlans plans = new FollowedPlans(plan.equals(SpacePlan.NONE) ? seed : plan, from);
    plans.follow(system, journal);
    return plans;
  }

  private static SpacePlan after(SpacePlan plan, JournalEvent row) {
    if (!(row.event() instanceof SpacesEvent event)) {
      throw new IllegalStateException("no event of the spaces: " + row);
    }
    return plan.after(event, row.sequenceNr());
  }

  private void follow(ActorSystem<?> system, JournalReader journal) {
    RestartSettings backoff =
        RestartSettings.create(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);
    stream =
        RestartSource.withBackoff(
                backoff, () -> journal.events(Set.of(SpacesKey.ENTITY_TYPE), place()))
            .viaMat(KillSwitches.single(), Keep.right())
            .map(
                event -> {
                  take(event);
                  return event;
                })
            .toMat(Sink.ignore(), Keep.left())
            .run(system);
  }

  private synchronized JournalOffset place() {
    return seen;
  }

  private synchronized void take(JournalEvent row) {
    SpacePlan before = plan.sequenceNr() == 0 ? SpacePlan.NONE : plan;
    SpacePlan next = after(before, row);
    seen = row.offset();
    if (next.equals(before)) {
      return;
    }
    plan = next;
    LOG.info(
        "event=spaces active={} live={} seqNr={}", next.active().id(), ids(next), row.sequenceNr());
    listeners.forEach(listener -> tell(listener, next));
    waiting.removeIf(
        one -> one.sequenceNr() <= next.sequenceNr() && one.done().complete(Done.getInstance()));
  }

  private static List<String> ids(SpacePlan plan) {
    return plan.live().stream().map(one -> one.id()).toList();
  }

  private static void tell(Consumer<SpacePlan> listener, SpacePlan plan) {
    try {
      listener.accept(plan);
    } catch (RuntimeException e) {
      LOG.error("event=spaces-not-followed", e);
    }
  }

  @Override
  public SpacePlan now() {
    return plan;
  }

  @Override
  public synchronized void onChange(Consumer<SpacePlan> listener) {
    listeners.add(listener);
  }

  /** Completes when this node has seen the event of this number; fails when it takes too long. */
  synchronized CompletionStage<Done> seen(long sequenceNr, Duration atMost) {
    if (plan.sequenceNr() >= sequenceNr) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    CompletableFuture<Done> done = new CompletableFuture<>();
    waiting.add(new Waiting(sequenceNr, done));
    return done.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    stream.shutdown();
  }
}
