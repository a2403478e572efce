package dev.muninn.cluster.trust;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was turned away by this node, and why: a line in the log each, and the last {@value #KEPT}
 * for operators. Thread-safe.
 */
public final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int KEPT = 50;

  private final Clock clock;
  private final Deque<Refusal> last = new ArrayDeque<>();

  public Refusals(Clock clock) {
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param peer what it called itself, or where it came from
   */
  public record Refusal(Instant at, String peer, String words) {}

  /** Notes and logs a refusal; words from outside lose their control characters. */
  public void add(String peer, String words) {
    Refusal refusal = new Refusal(clock.instant(), printable(peer), printable(words));
    log.warn("event=peer-refused peer={} cause='{}'", refusal.peer(), refusal.words());
    synchronized (last) {
      last.addLast(refusal);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
  }

  /** Oldest first. */
  public List<Refusal> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private static String printable(String words) {
    String plain = words.replaceAll("\\p{Cntrl}", " ");
    return plain.length() > 300 ? plain.substring(0, 300) : plain;
  }
}
