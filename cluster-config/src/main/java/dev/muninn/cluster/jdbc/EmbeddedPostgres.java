package dev.muninn.cluster.jdbc;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the node's own, on loopback, durable: {@code kill -9} of the node leaves it
 * running and the next start adopts it; {@code kill -9} of the server brings a new one on the same
 * port within seconds. Thread-safe. See docs/adr/0004-embedded-postgresql.md.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final PostgresServer server;
  private final DatabaseSecrets secrets;
  private final FileChannel lock;
  private final int port;
  private ProcessHandle process;
  private boolean closed;

  private EmbeddedPostgres(
      PostgresServer server,
      DatabaseSecrets secrets,
      FileChannel lock,
      ProcessHandle process,
      int port) {
    this.server = server;
    this.secrets = secrets;
    this.lock = lock;
    this.process = process;
    this.port = port;
  }

  /**
   * Unpacks, initialises, adopts or starts, whatever is missing. Blocking: about 3 s the first
   * time, under a second later.
   *
   * @param port 0 for any free one
   * @throws DatabaseStartException with the cause and the way out
   */
  public static EmbeddedPostgres start(DataFolder folder, int port) {
    return start(PostgresPlaces.in(folder), port, PostgresTuning.HOME);
  }

  static EmbeddedPostgres start(PostgresPlaces places, int port, PostgresTuning tuning) {
    try {
      prepare(places);
      FileChannel lock = lock(places);
      try {
        return started(places, port, tuning, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw notWritable(e.getFile(), e);
    } catch (IOException e) {
      throw new DatabaseStartException(
          "the database in " + places.data() + " cannot be started (" + e + ")",
          "check that the folder is writable and has room");
    }
  }

  private static void prepare(PostgresPlaces places) {
    Path folder = places.data().getParent();
    try {
      Files.createDirectories(folder);
      Files.createDirectories(places.log().getParent());
    } catch (IOException e) {
      throw notWritable(folder.toString(), e);
    }
    if (!Files.isWritable(folder)) {
      throw notWritable(folder.toString(), null);
    }
  }

  private static DatabaseStartException notWritable(String path, IOException because) {
    return new DatabaseStartException(
        path + " cannot be written to", "give another folder with --data", because);
  }

  private static FileChannel lock(PostgresPlaces places) throws IOException {
    FileChannel channel =
        FileChannel.open(places.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("the lock is held in this very process status=locked");
    }
    channel.close();
    throw new DatabaseStartException(
        "another Muninn uses " + places.data().getParent(),
        "stop it, or give another folder with --data");
  }

  private static EmbeddedPostgres started(
      PostgresPlaces places, int port, PostgresTuning tuning, FileChannel lock) throws IOException {
    PostgresBinaries binaries = PostgresBinaries.unpacked(places.binaries());
    PostgresUser user = PostgresUser.choose(places.data().getParent());
    DatabaseSecrets secrets = secrets(places);
    PostgresServer server = new PostgresServer(places, binaries, user, tuning);
    server.initialise(secrets);
    EmbeddedPostgres running =
        server
            .orphan()
            .flatMap(orphan -> adopt(places, orphan, port, server, secrets, lock))
            .orElse(null);
    if (running == null) {
      server.stop();
      int chosen = PostgresServer.freePort(port);
      running = new EmbeddedPostgres(server, secrets, lock, server.start(chosen), chosen);
    }
    running.watch();
    return running;
  }

  private static DatabaseSecrets secrets(PostgresPlaces places) throws IOException {
    boolean lost =
        Files.exists(places.data().resolve("PG_VERSION"))
            && !Files.exists(DatabaseSecrets.file(places.secrets()));
    if (lost) {
      throw new DatabaseStartException(
          DatabaseSecrets.file(places.secrets()) + " is missing, the database is there",
          "put the file back from a backup");
    }
    return DatabaseSecrets.in(places.secrets());
  }

  /**
   * Only a server that is ready, and on the port that is wanted; else it is stopped and started.
   */
  private static Optional<EmbeddedPostgres> adopt(
      PostgresPlaces places,
      PostmasterFile orphan,
      int port,
      PostgresServer server,
      DatabaseSecrets secrets,
      FileChannel lock) {
    return orphan
        .serverOf(places.data())
        .filter(process -> orphan.ready() && (port == 0 || port == orphan.port()))
        .map(
            process -> {
              log.info("adopted PostgreSQL pid={} port={}", process.pid(), orphan.port());
              return new EmbeddedPostgres(server, secrets, lock, process, orphan.port());
            });
  }

  public int port() {
    return port;
  }

  /** The process id of the server as it runs now. */
  public synchronized long pid() {
    return process.pid();
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  DatabaseSecrets secrets() {
    return secrets;
  }

  private synchronized void watch() {
    process.onExit().thenAcceptAsync(ended -> revive(), EmbeddedPostgres::inThread);
  }

  private static void inThread(Runnable work) {
    Thread thread = new Thread(work, "postgres-keeper");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts a new server on the same port, so that the pools find it by themselves. */
  private void revive() {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      synchronized (this) {
        if (closed) {
          return;
        }
        log.warn("PostgreSQL ended unasked and is started again port={}", port);
        try {
          server.orphan();
          process = server.start(port);
          watch();
          return;
        } catch (IOException | RuntimeException e) {
          log.error("PostgreSQL does not start, will retry elapsedMs={}", pause, e);
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Stops the server with a checkpoint. Pools are to be closed before. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      server.stop();
    } catch (IOException e) {
      throw new DatabaseStartException(
          "PostgreSQL could not be stopped (" + e + ")", "the next start will adopt it");
    }
  }
}
