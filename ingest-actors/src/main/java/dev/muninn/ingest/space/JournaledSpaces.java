package dev.muninn.ingest.space;

import dev.muninn.catalog.SpaceBoard;
import dev.muninn.catalog.SpaceRefusedException;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.ingest.pipeline.PipelineProjection;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlan.Role;
import dev.muninn.media.signal.SpacePlan.Space;
import dev.muninn.media.signal.SpacesCommand;
import dev.muninn.media.signal.SpacesReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The spaces by command to their entity, their numbers from the pipeline's views. */
final class JournaledSpaces implements SpaceBoard {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long this node may take to see what the entity has said. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  private final FollowedPlans plans;
  private final SpaceEntity entity;
  private final SpaceSwitch switches;
  private final SpaceModels models;
  private final JournalProjections projections;
  private final TenantSql sql;
  private final Executor database;

  JournaledSpaces(
      FollowedPlans plans,
      SpaceEntity entity,
      SpaceSwitch switches,
      SpaceModels models,
      JournalProjections projections,
      TenantSql sql,
      Executor database) {
    this.plans = plans;
    this.entity = entity;
    this.switches = switches;
    this.models = models;
    this.projections = projections;
    this.sql = sql;
    this.database = database;
  }

  @Override
  public CompletionStage<List<Listing>> list(OrgId org) {
    return projections
        .awaitFresh(PipelineProjection.NAME, PATIENCE)
        .thenApplyAsync(lag -> listings(org, lag), database);
  }

  private List<Listing> listings(OrgId org, long lag) {
    SpacePlan plan = plans.now();
    return sql.read(
        org.value(),
        reader -> {
          List<Listing> all = new ArrayList<>();
          for (Space space : plan.spaces()) {
            all.add(listing(reader, plan, space, lag));
          }
          return all;
        });
  }

  private static Listing listing(Connection reader, SpacePlan plan, Space space, long lag)
      throws SQLException {
    SpaceCounts.Numbers numbers = SpaceCounts.of(reader, space.space());
    return new Listing(
        space.space().id(),
        space.model(),
        state(reader, plan, space, lag),
        numbers.items(),
        numbers.done(),
        numbers.failed(),
        Optional.of(space.since()).filter(since -> since.isAfter(Instant.EPOCH)),
        space.switchWhenComplete());
  }

  private static State state(Connection reader, SpacePlan plan, Space space, long lag)
      throws SQLException {
    return switch (space.role()) {
      case ACTIVE -> State.ACTIVE;
      case RETIRED -> State.RETIRED;
      case BUILDING ->
          lag == 0 && SpaceCounts.lacking(reader, space.space(), plan.active()) == 0
              ? State.COMPLETE
              : State.BUILDING;
    };
  }

  @Override
  public CompletionStage<Listing> add(
      OrgId org, String model, boolean switchWhenComplete, ParticipantId by) {
    return models
        .ofPack(model)
        .exceptionally(JournaledSpaces::refusedPack)
        .thenCompose(loaded -> add(org, loaded, model, switchWhenComplete, by));
  }

  private static EmbeddingModel refusedPack(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    throw new SpaceRefusedException(cause.getMessage());
  }

  private CompletionStage<Listing> add(
      OrgId org, EmbeddingModel loaded, String model, boolean switches, ParticipantId by) {
    return entity
        .ask(
            replyTo ->
                new SpacesCommand.Add(loaded.space(), model, switches, Optional.of(by), replyTo))
        .thenCompose(this::seen)
        .whenComplete((done, failure) -> keepLive(failure))
        .thenCompose(done -> list(org))
        .thenApply(
            all ->
                all.stream()
                    .filter(one -> one.space().equals(loaded.space().id()))
                    .findFirst()
                    .orElseThrow());
  }

  /** A model that was loaded for nothing is closed again. */
  private void keepLive(Throwable failure) {
    if (failure != null) {
      SpacePlan plan = plans.now();
      models.keep(plan.live(), plan.spaces().get(0).model());
    }
  }

  @Override
  public CompletionStage<Optional<List<Listing>>> activate(
      OrgId org, String spaceId, boolean force, ParticipantId by) {
    Optional<Space> chosen = plans.now().find(spaceId);
    if (chosen.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return mayAnswer(chosen.get(), force)
        .thenCompose(
            may ->
                entity.ask(
                    replyTo ->
                        new SpacesCommand.Activate(chosen.get().space(), Optional.of(by), replyTo)))
        .thenCompose(this::seen)
        .thenCompose(done -> list(org))
        .thenApply(Optional::of);
  }

  /** Going back is never refused: what came meanwhile is owed there too, and follows. */
  private CompletionStage<Boolean> mayAnswer(Space chosen, boolean force) {
    if (force || chosen.role() != Role.BUILDING) {
      return CompletableFuture.completedFuture(true);
    }
    return projections
        .awaitFresh(PipelineProjection.NAME, PATIENCE)
        .thenApplyAsync(
            lag -> {
              if (lag > 0) {
                throw new SpaceRefusedException(
                    "The view that knows what is left to do is " + lag + " ms behind: try again.");
              }
              requireComplete(chosen);
              return true;
            },
            database);
  }

  private void requireComplete(Space chosen) {
    long lacking = switches.lacking(chosen.space(), plans.now().active());
    if (lacking > 0) {
      throw new SpaceRefusedException(
          "%,d items that searches find now lack their vectors in %s; it becomes complete by itself."
              .formatted(lacking, chosen.space().id()));
    }
  }

  @Override
  public CompletionStage<Boolean> drop(OrgId org, String spaceId, ParticipantId by) {
    Optional<Space> chosen = plans.now().find(spaceId);
    if (chosen.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    return entity
        .ask(replyTo -> new SpacesCommand.Drop(chosen.get().space(), Optional.of(by), replyTo))
        .thenCompose(this::seen);
  }

  private CompletionStage<Boolean> seen(SpacesReply reply) {
    if (reply instanceof SpacesReply.Rejected rejected) {
      return CompletableFuture.failedFuture(new SpaceRefusedException(rejected.words()));
    }
    return plans.seen(((SpacesReply.Done) reply).sequenceNr(), SEEN_WITHIN).thenApply(done -> true);
  }
}
