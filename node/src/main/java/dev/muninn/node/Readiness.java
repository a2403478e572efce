package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.http.health.HealthCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a node that plays all roles needs to be ready, asked anew by each {@code GET /readyz}: the
 * database, views that keep up with the journal, its place in the cluster, its folders, its model.
 */
final class Readiness {
  private static final int VALID_SECONDS = 2;
  private static final Duration MOST_LAG = Duration.ofSeconds(30);

  private Readiness() {}

  static List<HealthCheck> checks(
      ActorSystem<?> system,
      Databases databases,
      JournalProjections projections,
      DataFolder data,
      Supplier<EmbeddingModel> model) {
    Executor threads =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    return List.of(
        new HealthCheck("database", () -> on(threads, () -> requireDatabase(databases))),
        new HealthCheck("journal", () -> on(threads, () -> requireFresh(projections))),
        new HealthCheck("cluster", () -> on(threads, () -> requireMember(system))),
        new HealthCheck("storage", () -> on(threads, () -> requireFolders(data))),
        new HealthCheck("model", () -> model.get().embedText("ready")));
  }

  private static CompletionStage<Void> on(Executor threads, Runnable check) {
    return CompletableFuture.runAsync(check, threads);
  }

  private static void requireDatabase(Databases databases) {
    try (Connection connection = databases.writer().getConnection()) {
      if (!connection.isValid(VALID_SECONDS)) {
        throw new IllegalStateException("the database does not answer");
      }
    } catch (SQLException trouble) {
      throw new IllegalStateException("the database does not answer", trouble);
    }
  }

  /** Parked entities are no reason to be away: everybody else goes on. */
  private static void requireFresh(JournalProjections projections) {
    projections.states().stream()
        .filter(one -> one.lagMs() > MOST_LAG.toMillis())
        .findFirst()
        .ifPresent(
            one -> {
              throw new IllegalStateException(
                  "the view "
                      + one.name()
                      + " is "
                      + one.lagMs() / 1000
                      + " s behind the journal; it catches up by itself");
            });
  }

  private static void requireMember(ActorSystem<?> system) {
    MemberStatus status = Cluster.get(system).selfMember().status();
    if (!status.equals(MemberStatus.up())) {
      throw new IllegalStateException("this node is " + status + " in the cluster, not up");
    }
  }

  /** A full disk leaves a node ready: it can still be read. A folder that is gone does not. */
  private static void requireFolders(DataFolder data) {
    for (Path folder : List.of(data.pool(), data.staging(), data.derived())) {
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IllegalStateException(folder.getFileName() + " is no folder that can be written");
      }
    }
  }
}
