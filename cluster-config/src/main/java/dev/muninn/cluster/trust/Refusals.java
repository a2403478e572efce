package dev.muninn.cluster.trust;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was turned away by this node, or let in with a wrong clock, and why: a line in the log each,
 * and the last {@value #KEPT} different ones for operators. Thread-safe.
 */
public final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final int KEPT = 50;

  private static final Refusals NODE = new Refusals(Clock.systemUTC());

  private final Clock clock;
  private final Deque<Refusal> last = new ArrayDeque<>();

  public Refusals(Clock clock) {
    this.clock = clock;
  }

  /**
   * Those of the node that this process is. Akka makes its TLS engines by a class's name, so that
   * what they refuse comes together with what the HTTPS between nodes refuses only here.
   */
  public static Refusals ofThisNode() {
    return NODE;
  }

  /**
   * One of them.
   *
   * @param at the last time
   * @param peer what it called itself, or where it came from
   * @param times how often: a service manager starts who was turned away again and again
   */
  public record Refusal(Instant at, String peer, String words, int times) {
    private boolean sameAs(Refusal other) {
      return peer.equals(other.peer) && words.equals(other.words);
    }
  }

  /** Notes and logs a refusal; words from outside lose their control characters. */
  public void add(String peer, String words) {
    Refusal refusal = kept(peer, words);
    log.warn("event=peer-refused peer={} cause='{}'", refusal.peer(), refusal.words());
  }

  /** Notes and logs that the clock of a peer is not this node's; it was let in. */
  public void clock(String peer, String words) {
    Refusal warned = kept(peer, words);
    log.warn("event=clocks-apart peer={} cause='{}'", warned.peer(), warned.words());
  }

  private Refusal kept(String peer, String words) {
    Refusal now = new Refusal(clock.instant(), printable(peer), printable(words), 1);
    synchronized (last) {
      int before = last.stream().filter(now::sameAs).mapToInt(Refusal::times).sum();
      last.removeIf(now::sameAs);
      Refusal refusal = new Refusal(now.at(), now.peer(), now.words(), before + 1);
      last.addLast(refusal);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
      return refusal;
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
