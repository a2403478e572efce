package dev.muninn.node;

import dev.muninn.catalog.ProjectionStates;
import dev.muninn.cluster.journal.HorizonHolder;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.ParkedEntity;
import dev.muninn.cluster.journal.ProjectionState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The projections of this node, as the gateway, doctor and the metrics ask for them. */
final class NodeProjectionStates implements ProjectionStates {
  private final JournalReader reader;
  private final JournalProjections projections;
  private final Executor database;

  /**
   * @param database for statements, which block
   */
  NodeProjectionStates(JournalReader reader, JournalProjections projections, Executor database) {
    this.reader = reader;
    this.projections = projections;
    this.database = database;
  }

  @Override
  public CompletionStage<States> states() {
    return CompletableFuture.supplyAsync(
        () ->
            new States(
                projections.states().stream().map(NodeProjectionStates::projection).toList(),
                projections.parked().stream().map(NodeProjectionStates::parked).toList(),
                reader.oldestTransaction().map(NodeProjectionStates::holder)),
        database);
  }

  @Override
  public CompletionStage<Released> release() {
    return CompletableFuture.supplyAsync(
        () -> new Released(projections.releaseAll(), projections.parked().size()), database);
  }

  private static Projection projection(ProjectionState state) {
    return new Projection(state.name(), state.lagEvents(), state.lagMs(), state.trouble());
  }

  private static Parked parked(ParkedEntity entity) {
    return new Parked(
        entity.projection(),
        entity.persistenceId(),
        entity.fromSequenceNr(),
        entity.error(),
        entity.at());
  }

  private static Holder holder(HorizonHolder holder) {
    return new Holder(holder.application(), holder.database(), holder.age().toMillis());
  }
}
