package dev.muninn.cluster.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The programs of PostgreSQL on one data directory: initdb, postgres, pg_ctl. Blocking. */
final class PostgresServer {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final int LOCK_TRIES = 20;
  private static final int LOCK_PAUSE_MS = 250;
  private static final int POLL_MS = 10;
  private static final long LOG_LIMIT = 16L << 20;

  private final PostgresPlaces places;
  private final PostgresBinaries binaries;
  private final PostgresUser user;
  private final PostgresTuning tuning;

  PostgresServer(
      PostgresPlaces places, PostgresBinaries binaries, PostgresUser user, PostgresTuning tuning) {
    this.places = places;
    this.binaries = binaries;
    this.user = user;
    this.tuning = tuning;
  }

  /** Makes the data directory if there is none: whole or not at all, by a rename at the end. */
  void initialise(DatabaseSecrets secrets) throws IOException {
    Path data = places.data();
    if (Files.exists(data.resolve("PG_VERSION"))) {
      requireVersion(data);
      return;
    }
    Path fresh = data.resolveSibling("data.new");
    PostgresBinaries.deleteTree(fresh);
    Files.createDirectories(fresh);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
    Path password = data.resolveSibling("initdb.password");
    DatabaseSecrets.writePrivate(password, secrets.superuser());
    user.give(fresh);
    user.give(password);
    try {
      run("initdb", initdb(fresh, password));
    } finally {
      Files.delete(password);
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> initdb(Path data, Path password) {
    List<String> words =
        new ArrayList<>(List.of(binaries.initdb().toString(), "-D", data.toString()));
    words.addAll(
        List.of("-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"));
    words.addAll(List.of("-k", "-A", "scram-sha-256", "--pwfile=" + password));
    if (!tuning.durable()) {
      words.add("--no-sync");
    }
    return words;
  }

  private static void requireVersion(Path data) throws IOException {
    String there = Files.readString(data.resolve("PG_VERSION")).trim();
    String ours = PostgresBinaries.version();
    if (!ours.startsWith(there + ".")) {
      throw new DatabaseStartException(
          "the data in " + data + " was written by PostgreSQL " + there + ", this is " + ours,
          "start the Muninn that wrote it, or move its database with pg_dump and --database-url");
    }
  }

  /** The living server of a node that ended without stopping it. A stale lock file is removed. */
  Optional<PostmasterFile> orphan() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(places.data());
    if (file.isPresent() && file.get().serverOf(places.data()).isEmpty()) {
      log.info("removed a stale postmaster.pid status=stale pid={}", file.get().pid());
      Files.deleteIfExists(PostmasterFile.path(places.data()));
      return Optional.empty();
    }
    return file;
  }

  /**
   * Starts and waits until connections are welcome. While processes of a killed server still hold
   * its memory this is tried again, 20 times with 250 ms between.
   */
  ProcessHandle start(int port) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Process process = launch(port);
      if (awaitReady(process)) {
        return process.toHandle();
      }
      if (attempt >= LOCK_TRIES || !heldByOthers()) {
        throw new DatabaseStartException(
            "PostgreSQL ended while starting (exit code " + process.exitValue() + ")",
            "its reason is at the end of " + places.log());
      }
      pause(LOCK_PAUSE_MS);
    }
  }

  private Process launch(int port) throws IOException {
    rotateLog();
    List<String> words =
        new ArrayList<>(List.of(binaries.postgres().toString(), "-D", places.data().toString()));
    words.addAll(tuning.arguments(port));
    return builder(words)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(places.log().toFile()))
        .start();
  }

  private boolean awaitReady(Process process) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive()) {
      Optional<PostmasterFile> file = PostmasterFile.read(places.data());
      if (file.filter(f -> f.ready() && f.pid() == process.pid()).isPresent()) {
        return true;
      }
      if (System.nanoTime() > end) {
        process.destroy();
        throw new DatabaseStartException(
            "PostgreSQL was not ready within " + START.toSeconds() + " s",
            "see the end of " + places.log() + " (a recovery after a crash may need a second try)");
      }
      pause(POLL_MS);
    }
    return false;
  }

  /** Whether the end of the log says that a process of an earlier server is still about. */
  private boolean heldByOthers() throws IOException {
    List<String> lines = Files.readAllLines(places.log());
    String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    return end.contains("shared memory block") || end.contains("lock file");
  }

  /** Lets statements end at once, writes a checkpoint; harmless when nothing runs. */
  void stop() throws IOException {
    if (PostmasterFile.read(places.data()).isPresent()) {
      List<String> words =
          List.of(
              binaries.pgCtl().toString(),
              "-D",
              places.data().toString(),
              "stop",
              "-m",
              "fast",
              "-w",
              "-t",
              "30");
      run("pg_ctl stop", words);
    }
  }

  /** A configured port, checked to be free, or any free one for 0. */
  static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseStartException(
          "port " + wanted + " for PostgreSQL is taken",
          "set muninn.database.port (MUNINN_DATABASE_PORT) to a free one, or to 0 for any",
          e);
    }
  }

  private void run(String what, List<String> words) throws IOException {
    Process process = builder(words).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new DatabaseStartException(
            what + " failed: " + said.strip().replace('\n', ' '), "see " + places.log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + what, e);
    }
  }

  private ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder =
        new ProcessBuilder(user.command(words))
            .redirectErrorStream(true)
            .directory(places.binaries().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    return builder;
  }

  private void rotateLog() throws IOException {
    Path file = places.log();
    if (Files.exists(file) && Files.size(file) > LOG_LIMIT) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL started", e);
    }
  }
}
