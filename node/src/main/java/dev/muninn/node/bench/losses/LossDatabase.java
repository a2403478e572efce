package dev.muninn.node.bench.losses;

import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.jdbc.EmbeddedPostgres;
import dev.muninn.node.bench.chaos.ChaosDatabase;
import dev.muninn.node.bench.chaos.Postmaster;
import dev.muninn.node.bench.chaos.Signals;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The one PostgreSQL of a cluster, on no node: it can be stopped while the nodes run. */
final class LossDatabase implements AutoCloseable {
  private final DataFolder data;
  private final int port;
  private final String password;
  private EmbeddedPostgres server;
  private List<ProcessHandle> still = List.of();

  private LossDatabase(DataFolder data, EmbeddedPostgres server, String password) {
    this.data = data;
    this.server = server;
    this.port = server.port();
    this.password = password;
  }

  static LossDatabase start(Path folder) throws IOException, SQLException {
    DataFolder data = new DataFolder(folder);
    EmbeddedPostgres server = EmbeddedPostgres.start(data, 0);
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(data.secrets().resolve("database.properties"))) {
      secrets.load(reader);
    }
    LossDatabase made = new LossDatabase(data, server, secrets.getProperty("superuser"));
    try (Connection connection =
            DriverManager.getConnection(made.url("postgres"), "postgres", made.password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE muninn");
    }
    return made;
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** On the loopback address. */
  int port() {
    return port;
  }

  /** Of {@code postgres}, whom the nodes sign in as. */
  String password() {
    return password;
  }

  /** The journal, read without the program's own classes. */
  ChaosDatabase journal() throws SQLException {
    return ChaosDatabase.at(url("muninn"), password);
  }

  /** SIGSTOP for all of it, as with a disk that hangs. */
  void standStill() throws IOException, InterruptedException {
    Postmaster postmaster =
        Postmaster.of(data).orElseThrow(() -> new IOException("no PostgreSQL is running"));
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.process()));
    all.addAll(postmaster.children());
    still = all;
    Signals.send("STOP", all);
  }

  void goOn() throws IOException, InterruptedException {
    Signals.send("CONT", still);
    still = List.of();
  }

  /** Ends it in order: connections break, and none is taken. */
  void stop() {
    server.close();
  }

  /** On the same port. */
  void startAgain() {
    server = EmbeddedPostgres.start(data, port);
  }

  @Override
  public void close() throws IOException {
    try {
      if (!still.isEmpty()) {
        goOn();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
