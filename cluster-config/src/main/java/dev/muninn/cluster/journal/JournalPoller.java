package dev.muninn.cluster.journal;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that follows the horizon and fills the tail: at once when woken, each 15 ms while
 * committed events wait behind a running transaction, else each second.
 */
final class JournalPoller implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(JournalPoller.class);
  private static final int PAGE = 500;
  private static final long REST_MS = 5;
  private static final long WAITING_MS = 15;
  private static final long IDLE_MS = 1_000;
  private static final long LONGEST_RETRY_MS = 5_000;

  private final JournalSql sql;
  private final JournalTail tail;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean closed;

  JournalPoller(JournalSql sql, JournalTail tail) {
    this.sql = sql;
    this.tail = tail;
  }

  void wake() {
    woken.release();
  }

  void close() {
    closed = true;
    wake();
  }

  @Override
  public void run() {
    long retry = REST_MS;
    while (!closed) {
      try {
        pause(poll());
        retry = REST_MS;
      } catch (SQLException | RuntimeException e) {
        retry = Math.min(2 * retry, LONGEST_RETRY_MS);
        if (!closed) {
          log.warn("the journal cannot be read, will retry elapsedMs={} {}", retry, e.toString());
          sleep(retry);
        }
      }
    }
  }

  /** How long to wait for a wake-up before the next one, in milliseconds. */
  private long poll() throws SQLException {
    woken.drainPermits();
    if (!tail.isOpen()) {
      tail.open(sql.stableHead());
    }
    JournalSql.Page page = sql.page(tail.position(), PAGE);
    if (!page.batch().events().isEmpty()) {
      tail.append(page.batch(), page.sizes());
    }
    if (page.full()) {
      return 0;
    }
    return sql.countBeyond(tail.position(), 1) > 0 ? WAITING_MS : IDLE_MS;
  }

  /** A short rest always: under load one page then carries many commits. */
  private void pause(long millis) {
    if (millis == 0) {
      return;
    }
    sleep(REST_MS);
    if (millis > REST_MS) {
      await(millis - REST_MS);
    }
  }

  private void await(long millis) {
    try {
      if (woken.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        log.trace("woken status=woken");
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }
}
