package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks {@code GET /pipeline} all the time: every answer must obey the law of conservation, accepted
 * never goes down, and is never less than the receipts given before the question. Thread-safe.
 */
final class LawWatch implements Runnable {
  private static final int PAUSE_MS = 40;

  private final NodeApi api;
  private final ChaosNode node;
  private final Receipts receipts;
  private final Findings findings;
  private Counts last = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  private final AtomicInteger unanswered = new AtomicInteger();
  private int answers;
  private int stale;
  private int life;

  LawWatch(NodeApi api, ChaosNode node, Receipts receipts, Findings findings) {
    this.api = api;
    this.node = node;
    this.receipts = receipts;
    this.findings = findings;
  }

  /** One answer. */
  record Counts(
      long lagMs,
      long accepted,
      long ready,
      long waiting,
      long running,
      long failed,
      long quarantined,
      long trashed) {
    static Counts of(JsonNode body) {
      return new Counts(
          body.path("asOfLagMs").asLong(),
          body.path("accepted").asLong(),
          body.path("ready").asLong(),
          body.path("waiting").asLong(),
          body.path("running").asLong(),
          body.path("failed").asLong(),
          body.path("quarantined").asLong(),
          body.path("trashed").asLong());
    }

    long sum() {
      return ready + waiting + running + failed + quarantined + trashed;
    }

    long open() {
      return waiting + running + failed;
    }
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    int askedOf = node.life();
    int promised = receipts.distinct();
    try {
      ApiUser.Answer answer = api.get("/pipeline");
      if (answer.good()) {
        judge(Counts.of(answer.body()), promised, askedOf);
      }
    } catch (IOException gone) {
      unanswered.incrementAndGet();
    }
  }

  private void judge(Counts now, int promised, int askedOf) {
    node.answered(askedOf);
    synchronized (this) {
      if (now.accepted() != now.sum()) {
        findings.add("the law is broken: " + now);
      }
      if (now.accepted() < last.accepted()) {
        findings.add("accepted went down from " + last.accepted() + " to " + now.accepted());
      }
      if (now.lagMs() == 0 && now.accepted() < promised) {
        findings.add(promised + " receipts were given, " + now);
      }
      last = now;
      answers++;
      stale += now.lagMs() > 0 ? 1 : 0;
      life = askedOf;
      notifyAll();
    }
  }

  /** Waits for an answer of the life that runs now; whether one came in time. */
  synchronized boolean awaitAnswer(int seconds) throws InterruptedException {
    int from = answers;
    return await(() -> answers > from && life == node.life(), seconds);
  }

  /** Waits until there is work, or the time is over. */
  synchronized boolean awaitWork(int seconds) throws InterruptedException {
    return await(() -> last.open() > 0, seconds);
  }

  /** Waits until everything accepted has come to its end; whether it did in time. */
  synchronized boolean awaitQuiet(int seconds) throws InterruptedException {
    int from = answers;
    return await(
        () ->
            answers > from
                && last.lagMs() == 0
                && last.open() == 0
                && last.accepted() >= receipts.distinct(),
        seconds);
  }

  /** A wish about what was answered. */
  private interface Wish {
    boolean cameTrue();
  }

  private synchronized boolean await(Wish wish, int seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!wish.cameTrue()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized Counts last() {
    return last;
  }

  synchronized int answers() {
    return answers;
  }

  /** How many answers said that they are behind. */
  synchronized int stale() {
    return stale;
  }

  /** How many questions nobody answered. */
  int unanswered() {
    return unanswered.get();
  }
}
