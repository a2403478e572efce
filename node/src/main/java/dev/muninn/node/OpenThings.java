package dev.muninn.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a starting node has opened, closed in reverse. A node may be told to stop while it still
 * starts: then what is opened later is closed at once, and starting ends with {@link Stopped}.
 */
final class OpenThings {
  private static final Logger log = LoggerFactory.getLogger(OpenThings.class);
  private final Deque<Thing> open = new ArrayDeque<>();
  private boolean closing;

  private record Thing(String name, Closing closing) {}

  /** A way to close something. */
  interface Closing {
    void close() throws Exception;
  }

  /** The node was told to stop while it started. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Enters what was opened just now. */
  void opened(String name, Closing how) {
    synchronized (this) {
      if (!closing) {
        open.push(new Thing(name, how));
        return;
      }
    }
    close(new Thing(name, how));
    throw new Stopped();
  }

  /** Closes everything, the newest first; a failure is logged and does not keep the others open. */
  void closeAll() {
    while (true) {
      Thing newest;
      synchronized (this) {
        closing = true;
        newest = open.poll();
      }
      if (newest == null) {
        return;
      }
      close(newest);
    }
  }

  /**
   * As {@link #closeAll}, and does not wait for more than this: what asks a database that went
   * silent may hang for minutes.
   *
   * @return whether everything is closed
   */
  boolean closeAll(Duration most) throws InterruptedException {
    Thread closer = new Thread(this::closeAll, "closer");
    closer.setDaemon(true);
    closer.start();
    closer.join(most.toMillis());
    return !closer.isAlive();
  }

  private static void close(Thing thing) {
    long before = System.nanoTime();
    try {
      thing.closing().close();
      log.info(
          "event=closed what={} elapsedMs={}",
          thing.name(),
          (System.nanoTime() - before) / 1_000_000);
    } catch (Exception trouble) {
      if (trouble instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      log.error("event=not-closed what={}", thing.name(), trouble);
    }
  }
}
