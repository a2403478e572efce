package dev.muninn.node.bench;

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
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.node.cli.Folders;
import dev.muninn.node.replay.ReplayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A database of its own in a temporary folder, and a node that only derives from its journal. */
public final class TemporaryReplay implements AutoCloseable {
  private final Path folder;
  private final Ending ending;
  private final NodeDatabase database;
  private final Config config;

  private TemporaryReplay(Path folder, Ending ending, NodeDatabase database, Config config) {
    this.folder = folder;
    this.ending = ending;
    this.database = database;
    this.config = config;
  }

  /** Makes the database; blocking, some seconds. */
  public static TemporaryReplay open() throws IOException {
    return open(Files.createTempDirectory("muninn-replay"), true);
  }

  /** That of a data folder whose server rests; it stays when this is closed. */
  public static TemporaryReplay in(Path folder) throws IOException {
    return open(folder, false);
  }

  private static TemporaryReplay open(Path folder, boolean ours) throws IOException {
    Config base =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.coordinated-shutdown.run-by-jvm-shutdown-hook",
                    false,
                    "akka.jvm-shutdown-hooks",
                    false))
            .withFallback(ClusterConfig.unresolved());
    NodeSettings node =
        new NodeSettings("bench", Set.of(NodeRole.values()), new DataFolder(folder));
    Ending ending = new Ending("replay-end");
    if (ours) {
      ending.with(() -> Folders.delete(folder));
    }
    NodeDatabase database = NodeDatabase.open(DatabaseSettings.from(base.resolve()), node.data());
    ending.with(database::close);
    return new TemporaryReplay(
        folder, ending, database, ClusterConfig.load(node, database.access(), base).resolve());
  }

  /** What the processes of the database that live now have used up; of an embedded one. */
  public Duration databaseCpu() throws IOException {
    String pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow()
        .children()
        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  public Databases databases() {
    return database.databases();
  }

  /** Starts a node on it; the caller closes that one first. */
  public ReplayNode start(EmbeddingSpace space) {
    return ReplayNode.start(config, databases(), space, index());
  }

  /** Does at once what the database's own sweeping and counting would have done in some minutes. */
  public void sweep() throws SQLException {
    DatabaseAccess.Login owner = database.access().owner();
    Properties session = owner.sessionProperties("muninn-bench");
    session.setProperty("user", owner.user());
    session.setProperty("password", owner.password());
    try (Connection connection = DriverManager.getConnection(database.access().url(), session);
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
    }
  }

  /** Empties every table that a projection owns, forgets the offsets and deletes the index. */
  public void dropDerived() throws IOException, SQLException {
    try (Connection connection = databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT schema_name || '.' || table_name FROM projection.owned_table")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        statement.executeUpdate("DELETE FROM " + table);
      }
      statement.executeUpdate("DELETE FROM projection.progress");
    }
    Folders.delete(index());
  }

  private Path index() {
    return folder.resolve("index");
  }

  @Override
  public void close() {
    ending.close();
  }
}
