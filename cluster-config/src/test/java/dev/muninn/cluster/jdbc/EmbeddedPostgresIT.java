package dev.muninn.cluster.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private Path root;
  private PostgresPlaces places;

  @BeforeEach
  void makeFolder() throws IOException {
    root = Files.createTempDirectory("muninn-embedded-");
    places =
        new PostgresPlaces(
            TestServer.binaries(),
            root.resolve("postgres/data"),
            root.resolve("secrets"),
            root.resolve("logs/postgres.log"));
  }

  @AfterEach
  void stopAndDelete() throws IOException {
    PostmasterFile.read(places.data())
        .flatMap(file -> file.serverOf(places.data()))
        .ifPresent(
            server -> {
              server.destroyForcibly();
              server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            });
    PostgresBinaries.deleteTree(root);
  }

  /** Without syncing, but where durability is the claim: ten servers are made here. */
  private EmbeddedPostgres start(int port) {
    return EmbeddedPostgres.start(places, port, PostgresTuning.THROWAWAY);
  }

  private EmbeddedPostgres startDurable() {
    return EmbeddedPostgres.start(places, 0, PostgresTuning.HOME);
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection c =
            DriverManager.getConnection(
                server.url("postgres"), "postgres", server.secrets().superuser());
        Statement s = c.createStatement();
        ResultSet row = s.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection c =
        DriverManager.getConnection(
            server.url("postgres"), "postgres", server.secrets().superuser())) {
      DatabaseRoles.execute(c, sql);
    }
  }

  @Test
  void isDurableOnLoopbackAndKeepsItsDataAndPasswordsToItself() throws Exception {
    try (EmbeddedPostgres server = startDurable()) {
      assertEquals("on", ask(server, "SHOW fsync"));
      assertEquals("on", ask(server, "SHOW data_checksums"));
      assertEquals("127.0.0.1", ask(server, "SHOW listen_addresses"));
      assertEquals("", ask(server, "SHOW unix_socket_directories"));
      assertEquals("off", ask(server, "SHOW jit"));
      assertThrows(
          SQLException.class,
          () -> DriverManager.getConnection(server.url("postgres"), "postgres", "guess").close());
      assertEquals("rw-------", permissions(DatabaseSecrets.file(places.secrets())));
      assertEquals("rwx------", permissions(places.secrets()));
      assertEquals("rwx------", permissions(places.data()));
    }
    assertTrue(PostmasterFile.read(places.data()).isEmpty(), "stopped in order");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void remembersOverASecondStartWhichIsQuick() throws Exception {
    try (EmbeddedPostgres server = start(0)) {
      run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    long began = System.nanoTime();
    try (EmbeddedPostgres server = start(0)) {
      long millis = (System.nanoTime() - began) / 1_000_000;
      assertEquals("42", ask(server, "SELECT answer FROM kept"));
      assertTrue(millis < 5_000, "a second start took " + millis + " ms");
    }
  }

  @Test
  void aKilledServerComesBackOnItsPortWithWhatWasCommitted() throws Exception {
    try (EmbeddedPostgres server = startDurable()) {
      run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
      long killed = server.pid();
      assertTrue(ProcessHandle.of(killed).orElseThrow().destroyForcibly());
      eventuallyAnswers(server);
      assertNotEquals(killed, server.pid());
      assertEquals("42", ask(server, "SELECT answer FROM kept"));
    }
  }

  private static void eventuallyAnswers(EmbeddedPostgres server) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        ask(server, "SELECT answer FROM kept");
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  /** What a node killed by -9 leaves: the server runs, nobody holds the lock. */
  private ProcessHandle orphan(DatabaseSecrets secrets) throws IOException {
    PostgresServer server =
        new PostgresServer(
            places,
            PostgresBinaries.unpacked(places.binaries()),
            PostgresUser.choose(places.data().getParent()),
            PostgresTuning.THROWAWAY);
    Files.createDirectories(places.log().getParent());
    Files.createDirectories(places.data().getParent());
    server.initialise(secrets);
    return server.start(PostgresServer.freePort(0));
  }

  @Test
  void anOrphanIsAdoptedOnItsPort() throws Exception {
    ProcessHandle orphan = orphan(DatabaseSecrets.in(places.secrets()));
    int port = PostmasterFile.read(places.data()).orElseThrow().port();
    try (EmbeddedPostgres server = start(0)) {
      assertEquals(orphan.pid(), server.pid());
      assertEquals(port, server.port());
      assertEquals("1", ask(server, "SELECT 1"));
    }
    assertFalse(orphan.isAlive(), "adopted, so stopped with the node");
  }

  @Test
  void anOrphanOnAnotherPortThanIsWantedIsStoppedAndStartedAnew() throws Exception {
    ProcessHandle orphan = orphan(DatabaseSecrets.in(places.secrets()));
    int wanted = PostgresServer.freePort(0);
    try (EmbeddedPostgres server = start(wanted)) {
      assertNotEquals(orphan.pid(), server.pid());
      assertEquals(wanted, server.port());
    }
  }

  @Test
  void aPidFileThatNamesAnotherProcessIsStaleAndThatProcessIsLeftAlone() throws Exception {
    start(0).close();
    Files.writeString(
        PostmasterFile.path(places.data()),
        ProcessHandle.current().pid() + "\n" + places.data() + "\n1\n5432\n\n127.0.0.1\n\nready\n");
    try (EmbeddedPostgres server = start(0)) {
      assertEquals("1", ask(server, "SELECT 1"));
    }
  }

  @Test
  void aTakenPortIsSaidWithTheWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DatabaseStartException refused =
          assertThrows(DatabaseStartException.class, () -> start(taken.getLocalPort()));
      assertTrue(refused.getMessage().contains("MUNINN_DATABASE_PORT"), refused.getMessage());
      assertFalse(refused.getMessage().contains("\n"));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidWithTheWayOut() throws Exception {
    Path file = Files.createFile(root.resolve("a-file"));
    DatabaseStartException refused =
        assertThrows(
            DatabaseStartException.class, () -> EmbeddedPostgres.start(new DataFolder(file), 0));
    assertTrue(refused.getMessage().contains("--data"), refused.getMessage());
  }

  @Test
  void aSecondMuninnOnTheFolderIsRefused() {
    try (EmbeddedPostgres first = start(0)) {
      DatabaseStartException refused = assertThrows(DatabaseStartException.class, () -> start(0));
      assertTrue(refused.getMessage().contains("another Muninn"), refused.getMessage());
      assertTrue(first.port() > 0);
    }
  }

  @Test
  void lostPasswordsAreSaidAndNotMadeAnew() throws Exception {
    start(0).close();
    Files.delete(DatabaseSecrets.file(places.secrets()));
    DatabaseStartException refused = assertThrows(DatabaseStartException.class, () -> start(0));
    assertTrue(refused.getMessage().contains("backup"), refused.getMessage());
  }

  @Test
  void anOuterDatabaseIsUsedWithOneLoginThatPlaysBothRoles() throws Exception {
    try (EmbeddedPostgres server = start(0)) {
      run(server, "CREATE ROLE someone LOGIN CREATEROLE PASSWORD 'theirs'");
      run(server, "CREATE DATABASE theirs OWNER someone");
      DatabaseSettings settings =
          new DatabaseSettings(
              Optional.of(new DatabaseSettings.Outer(server.url("theirs"), "someone", "theirs")),
              0,
              2,
              2);
      try (NodeDatabase database = NodeDatabase.open(settings, new DataFolder(root))) {
        assertTrue(database.server().isEmpty());
        try (Connection c = database.databases().writer().getConnection();
            Statement s = c.createStatement();
            ResultSet row = s.executeQuery("SELECT current_user")) {
          row.next();
          assertEquals("muninn_writer", row.getString(1));
        }
        try (Connection c = database.databases().reader().getConnection()) {
          assertThrows(
              SQLException.class,
              () -> DatabaseRoles.execute(c, "SELECT 1 FROM journal.event_journal"));
        }
      }
    }
  }
}
