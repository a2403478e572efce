package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.muninn.blob.DerivedStore;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.shard.LeavingNodes;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.http.health.HealthCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * What a node needs for its roles, asked anew by each {@code GET /readyz}: its place in the cluster
 * and a core node in reach; with a database that, and views that keep up with the journal; for
 * stages and uploads its folders; for models that they answer.
 */
final class Readiness {
  private static final int VALID_SECONDS = 2;
  private static final Duration MOST_LAG = Duration.ofSeconds(30);

  private final ActorSystem<?> system;
  private final NodeSettings node;
  private final Executor threads;

  Readiness(ActorSystem<?> system, NodeSettings node) {
    this.system = system;
    this.node = node;
    this.threads =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
  }

  /** A node that only embeds. */
  List<HealthCheck> ofWorker(Supplier<EmbeddingModel> model) {
    return List.of(cluster(), model(model));
  }

  /**
   * A node that works on the database and answers no searches.
   *
   * @param store by which it is told whether the store that nodes share is mounted here
   */
  List<HealthCheck> ofDatabase(
      Databases databases, JournalProjections projections, DerivedStore store) {
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                new HealthCheck("database", () -> on(threads, () -> requireDatabase(databases))),
                new HealthCheck("journal", () -> on(threads, () -> requireFresh(projections))),
                cluster()));
    if (node.has(NodeRole.INGEST) || node.has(NodeRole.GATEWAY)) {
      checks.add(
          new HealthCheck("storage", () -> on(threads, () -> requireFolders(node.data(), store))));
    }
    return checks;
  }

  /** A node that answers searches too. */
  List<HealthCheck> ofQueries(
      Databases databases,
      JournalProjections projections,
      DerivedStore store,
      Supplier<EmbeddingModel> model) {
    List<HealthCheck> checks = new ArrayList<>(ofDatabase(databases, projections, store));
    checks.add(model(model));
    return checks;
  }

  private HealthCheck cluster() {
    return new HealthCheck("cluster", () -> on(threads, () -> requireMember(system)));
  }

  private static HealthCheck model(Supplier<EmbeddingModel> model) {
    return new HealthCheck("model", () -> model.get().embedText("ready"));
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
    Cluster cluster = Cluster.get(system);
    if (!Membership.isIn(system)) {
      throw new IllegalStateException(
          "this node is " + cluster.selfMember().status() + " in the cluster, not up");
    }
    if (LeavingNodes.of(system).contains(cluster.selfMember())) {
      throw new IllegalStateException("this node is about to end");
    }
    Set<Member> away = cluster.state().getUnreachable();
    boolean core =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .anyMatch(
                one ->
                    one.hasRole(NodeRole.CORE.word())
                        && one.status().equals(MemberStatus.up())
                        && !away.contains(one));
    if (!core) {
      throw new IllegalStateException("no core node of the cluster is in reach");
    }
  }

  /**
   * A full disk leaves a node ready: it can still be read. A folder that is gone does not, nor does
   * an empty one where the store is not mounted.
   */
  static void requireFolders(DataFolder data, DerivedStore store) {
    for (Path folder : List.of(data.pool(), data.staging(), data.derived())) {
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IllegalStateException(folder.getFileName() + " is no folder that can be written");
      }
    }
    if (!store.isThere()) {
      throw new IllegalStateException("the store of the originals is not mounted on this node");
    }
  }
}
