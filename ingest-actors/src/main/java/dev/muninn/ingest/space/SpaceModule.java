package dev.muninn.ingest.space;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.catalog.SpaceBoard;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.ingest.entity.Spaces;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.media.signal.SpacesKey;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The spaces of a node: first what they are, since everything else starts from that, then, with the
 * pipeline's views, who looks after them.
 */
public final class SpaceModule implements AutoCloseable {
  private static final int SEEDED_POLL_MS = 200;

  private final ActorSystem<?> system;
  private final Databases databases;
  private final FollowedPlans plans;

  private SpaceModule(ActorSystem<?> system, Databases databases, FollowedPlans plans) {
    this.system = system;
    this.databases = databases;
    this.plans = plans;
  }

  /**
   * Reads the journal's spaces and follows them; blocking, for a moment.
   *
   * @param seed what counts where the journal names none: it is written there
   */
  public static SpaceModule start(
      ActorSystem<?> system, Databases databases, JournalReader journal, SpacePlan seed) {
    Spaces.init(system, Clock.systemUTC());
    return new SpaceModule(system, databases, FollowedPlans.start(system, journal, seed));
  }

  /**
   * As the other one on a node that holds no model, and so names no space: waits until a core node
   * has entered the first one in the journal. Blocking.
   */
  public static SpaceModule startSeeded(
      ActorSystem<?> system, Databases databases, JournalReader journal) {
    Spaces.init(system, Clock.systemUTC());
    while (journal.ofEntity(SpacesKey.PERSISTENCE_ID).toCompletableFuture().join().isEmpty()) {
      try {
        TimeUnit.MILLISECONDS.sleep(SEEDED_POLL_MS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped before there was a space", stopped);
      }
    }
    return new SpaceModule(system, databases, FollowedPlans.start(system, journal, SpacePlan.NONE));
  }

  public SpacePlans plans() {
    return plans;
  }

  /** To be called when the pipeline's projection runs. */
  public SpaceBoard board(JournalProjections projections, SpaceModels models) {
    Executor database =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.database-dispatcher"));
    SpaceEntity entity = new SpaceEntity(system);
    SpaceSwitch switches = new SpaceSwitch(plans, entity, projections, databases.writer());
    switches.start(
        system,
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher")));
    return new JournaledSpaces(
        plans, entity, switches, models, projections, new TenantSql(databases), database);
  }

  /** Follows no more. */
  @Override
  public void close() {
    plans.close();
  }
}
