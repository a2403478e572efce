package dev.muninn.node.bench.projection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.DatabaseAccess;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.NodeDatabase;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL in a temporary folder, an actor system and entities that write their
 * events through the journal's plugin, with tags or without; all gone when closed.
 */
final class BenchJournal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int POOL = 12;
  private static final String TAGS =
      "CREATE UNIQUE INDEX event_journal_ordering ON journal.event_journal (ordering);"
          + "CREATE TABLE journal.event_tag (event_id BIGINT, tag VARCHAR(256),"
          + " PRIMARY KEY (event_id, tag), FOREIGN KEY (event_id)"
          + " REFERENCES journal.event_journal (ordering) ON DELETE CASCADE);"
          + "GRANT SELECT, INSERT ON journal.event_tag TO muninn_writer";
  private static final String SETTINGS =
      """
      akka.loglevel = WARNING
      akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      jdbc-journal.tables.event_tag.schemaName = "journal"
      jdbc-read-journal.use-shared-db = "muninn"
      akka.projection.jdbc {
        dialect = "postgres-dialect"
        blocking-jdbc-dispatcher.thread-pool-executor.fixed-pool-size = 8
        offset-store.schema = "projection"
      }
      """;

  private final Path folder;
  private final NodeDatabase database;
  private final ActorSystem<Void> system;
  private final List<ActorRef<Counter.Count>> entities = new ArrayList<>();

  private BenchJournal(Path folder, NodeDatabase database, Set<String> tags, int count)
      throws SQLException {
    this.folder = folder;
    this.database = database;
    owner(CounterView.CREATE);
    if (!tags.isEmpty()) {
      owner(TAGS);
    }
    NodeSettings node =
        new NodeSettings("bench", EnumSet.allOf(NodeRole.class), new DataFolder(folder));
    Config base = ConfigFactory.parseString(SETTINGS).withFallback(ClusterConfig.unresolved());
    this.system =
        ActorSystem.create(
            Behaviors.empty(),
            "bench",
            ClusterConfig.load(node, database.access(), base).resolve());
    for (int i = 0; i < count; i++) {
      entities.add(
          system.systemActorOf(Counter.create("e" + i, tags), "counter-" + i, Props.empty()));
    }
  }

  /**
   * @param tags what each event is tagged with; none needs no tag table
   * @param entities how many write
   */
  static BenchJournal open(Set<String> tags, int entities) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("muninn-bench-journal");
    NodeDatabase database =
        NodeDatabase.open(
            new DatabaseSettings(Optional.empty(), 0, POOL, 2), new DataFolder(folder));
    return new BenchJournal(folder, database, tags, entities);
  }

  ActorSystem<Void> system() {
    return system;
  }

  Databases databases() {
    return database.databases();
  }

  /** A connection of its own each time. */
  DataSource owners() {
    DatabaseAccess access = database.access();
    PGSimpleDataSource owners = new PGSimpleDataSource();
    owners.setUrl(access.url());
    owners.setUser(access.owner().user());
    owners.setPassword(access.owner().password());
    return owners;
  }

  void owner(String sql) throws SQLException {
    try (Connection c = owners().getConnection();
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  /** Persists some events together with one of the entities; completes after their commit. */
  CompletionStage<Long> write(int entity, int events) {
    return AskPattern.ask(
        entities.get(entity % entities.size()),
        replyTo -> new Counter.Count(events, replyTo),
        PATIENCE,
        system.scheduler());
  }

  /** Fills the journal by all entities at once, a hundred events a commit. */
  void fill(int events) throws InterruptedException, ExecutionException {
    List<CompletableFuture<Long>> writes = new ArrayList<>();
    for (int done = 0; done < events; done += 100) {
      writes.add(write(done / 100, Math.min(100, events - done)).toCompletableFuture());
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new)).get();
  }

  /** How many events the view has counted. */
  long counted() throws SQLException {
    try (Connection c = database.databases().writer().getConnection();
        Statement s = c.createStatement();
        ResultSet row = s.executeQuery("SELECT coalesce(sum(n), 0) FROM " + CounterView.TABLE)) {
      row.next();
      return row.getLong(1);
    }
  }

  void emptyView() throws SQLException {
    owner("TRUNCATE " + CounterView.TABLE);
  }

  @Override
  public void close() throws IOException {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("the actor system of the benchmark did not end", e);
    }
    database.close();
    Folders.delete(folder);
  }
}
