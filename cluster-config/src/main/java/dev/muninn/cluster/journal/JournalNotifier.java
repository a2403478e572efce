package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes that events were committed, and hears it from them: {@code NOTIFY} and
 * {@code LISTEN} on one channel, each on a connection of its own. Commits are coalesced: at most 20
 * a second go out, however many there were. A lost one costs a second, since readers also poll.
 */
final class JournalNotifier implements AutoCloseable {
  static final String CHANNEL = "muninn_journal";
  private static final Logger log = LoggerFactory.getLogger(JournalNotifier.class);
  private static final long APART_MS = 50;
  private static final int LISTEN_MS = 500;
  private static final long RETRY_MS = 1_000;

  private final DataSource source;
  private final Runnable heard;
  private final Semaphore committed = new Semaphore(0);
  private final Thread speaker;
  private final Thread listener;
  private volatile boolean closed;

  JournalNotifier(DataSource source, Runnable heard) {
    this.source = source;
    this.heard = heard;
    this.speaker = start("journal-notify", this::speak);
    this.listener = start("journal-listen", this::listen);
  }

  /** Returns at once; the notification goes out within 50 ms. */
  void committed() {
    if (committed.availablePermits() == 0) {
      committed.release();
    }
  }

  private void speak(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      while (!closed) {
        committed.acquire();
        committed.drainPermits();
        statement.execute("NOTIFY " + CHANNEL);
        Thread.sleep(APART_MS);
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
    PGConnection wire = connection.unwrap(PGConnection.class);
    while (!closed) {
      if (wire.getNotifications(LISTEN_MS).length > 0) {
        heard.run();
      }
    }
  }

  /** What is done with a connection until it breaks. */
  private interface Work {
    void on(Connection connection) throws SQLException, InterruptedException;
  }

  private Thread start(String name, Work work) {
    Thread thread = new Thread(() -> keep(name, work), name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void keep(String name, Work work) {
    try {
      while (!closed) {
        once(name, work);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(String name, Work work) throws InterruptedException {
    try (Connection connection = source.getConnection()) {
      work.on(connection);
    } catch (SQLException e) {
      if (!closed) {
        log.warn(
            "{} lost its connection, will retry elapsedMs={} {}", name, RETRY_MS, e.toString());
        Thread.sleep(RETRY_MS);
      }
    }
  }

  /** Returns when both connections are back, within a second. */
  @Override
  public void close() {
    closed = true;
    speaker.interrupt();
    try {
      speaker.join(LISTEN_MS);
      listener.join(2L * LISTEN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
