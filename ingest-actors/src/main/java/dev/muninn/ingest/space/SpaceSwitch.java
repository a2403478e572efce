package dev.muninn.ingest.space;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlan.Role;
import dev.muninn.media.signal.SpacePlan.Space;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContext;

/**
 * Looks each second whether there is something to tell the entity: the space of the configuration,
 * where the journal names none, and the switch to a space that was to become active when it is
 * complete. Both may be told twice, by several nodes: the entity does them once.
 */
final class SpaceSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(SpaceSwitch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final SpacePlans plans;
  private final SpaceEntity entity;
  private final JournalProjections projections;
  private final DataSource writer;
  private final AtomicBoolean busy = new AtomicBoolean();

  SpaceSwitch(
      SpacePlans plans, SpaceEntity entity, JournalProjections projections, DataSource writer) {
    this.plans = plans;
    this.entity = entity;
    this.projections = projections;
    this.writer = writer;
  }

  /** Looks block: {@code threads} is where they run. */
  void start(ActorSystem<?> system, ExecutionContext threads) {
    system.scheduler().scheduleWithFixedDelay(EVERY, EVERY, this::look, threads);
  }

  private void look() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      next()
          .ifPresentOrElse(
              command ->
                  entity
                      .ask(replyTo -> command.to(replyTo))
                      .whenComplete((reply, failure) -> told(reply, failure)),
              () -> busy.set(false));
    } catch (RuntimeException e) {
      told("", e);
    }
  }

  private void told(Object reply, Throwable failure) {
    busy.set(false);
    if (failure != null) {
      LOG.warn("event=spaces-not-told, will retry cause='{}'", failure.toString());
    } else {
      LOG.debug("event=spaces-told reply={}", reply);
    }
  }

  private interface Telling {
    SpacesCommand to(ActorRef<SpacesReply> replyTo);
  }

  private Optional<Telling> next() {
    SpacePlan plan = plans.now();
    if (plan.sequenceNr() == 0) {
      Space seed = plan.spaces().get(0);
      return Optional.of(replyTo -> new SpacesCommand.Seed(seed.space(), seed.model(), replyTo));
    }
    return plan.spaces().stream()
        .filter(one -> one.role() == Role.BUILDING && one.switchWhenComplete())
        .map(Space::space)
        .filter(space -> isComplete(space, plan.active()))
        .findFirst()
        .map(space -> replyTo -> new SpacesCommand.Activate(space, Optional.empty(), replyTo));
  }

  /** A view that is made anew knows of few items and would call any space complete. */
  boolean isComplete(EmbeddingSpace space, EmbeddingSpace active) {
    boolean fresh =
        projections.awaitFresh(PipelineProjection.NAME, PATIENCE).toCompletableFuture().join() == 0;
    return fresh && lacking(space, active) == 0;
  }

  /** Over all orgs: how many items the active space has that another one lacks. Blocking. */
  long lacking(EmbeddingSpace space, EmbeddingSpace active) {
    try (Connection connection = writer.getConnection()) {
      return SpaceCounts.lacking(connection, space, active);
    } catch (SQLException e) {
      throw new DatabaseException("the work that is left in a space cannot be counted", e);
    }
  }
}
