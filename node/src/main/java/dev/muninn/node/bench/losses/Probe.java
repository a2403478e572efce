package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Asks items again and again through one gateway, each by sending its bytes once more: the answer
 * comes from the item itself. A question that is not answered within a second is asked anew.
 */
final class Probe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int POLL_MS = 50;

  private final LossClient client;
  private final String url;
  private final List<One> all = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean closed;

  private Probe(LossClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * Begins to ask.
   *
   * @param pause between an item's answer and the next question to it
   */
  static Probe start(LossClient client, String url, List<Long> items, Duration pause) {
    Probe probe = new Probe(client, url);
    for (long number : items) {
      One one = probe.new One(number, pause);
      probe.all.add(one);
      probe.threads.execute(one);
    }
    return probe;
  }

  /** Forgets what was measured; the moment to count from. */
  long begin() {
    long now = System.nanoTime();
    all.forEach(one -> one.begin(now));
    return now;
  }

  /**
   * Waits until each item has answered a question that was asked after {@link #begin}.
   *
   * @return seconds since then until each was back, the slowest last; of those that did not come
   *     back in time the patience
   */
  List<Double> back(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (One one : all) {
      while (one.back() < 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    return all.stream()
        .map(one -> one.back() < 0 ? patience.toSeconds() : one.back() / 1e9)
        .sorted()
        .toList();
  }

  /**
   * How long an item let wait for an answer.
   *
   * @param number the item's
   * @param from seconds from {@link #begin} on
   */
  record Wait(long number, double from, double seconds) {}

  /** The longest of those that began to wait since {@link #begin}. */
  Wait longest() {
    return all.stream()
        .map(One::longest)
        .max(Comparator.comparingDouble(Wait::seconds))
        .orElseThrow();
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdown();
  }

  private final class One implements Runnable {
    private final long number;
    private final Duration pause;
    private long since;
    private long back;
    private Wait longest;

    One(long number, Duration pause) {
      this.number = number;
      this.pause = pause;
    }

    synchronized void begin(long now) {
      since = now;
      back = -1;
      longest = new Wait(number, 0, 0);
    }

    synchronized long back() {
      return back;
    }

    synchronized Wait longest() {
      return longest;
    }

    private synchronized void answered(long first, long last) {
      long now = System.nanoTime();
      if (last >= since) {
        back = back < 0 ? now - since : back;
        long asked = Math.max(first, since);
        Wait wait = new Wait(number, (asked - since) / 1e9, (now - asked) / 1e9);
        longest = wait.seconds() > longest.seconds() ? wait : longest;
      }
    }

    @Override
    public void run() {
      try {
        while (!closed) {
          long first = System.nanoTime();
          long last = first;
          while (!answers() && !closed) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            last = System.nanoTime();
          }
          answered(first, last);
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean answers() throws InterruptedException {
      try {
        return client.upload(url, number, PATIENCE).good();
      } catch (IOException late) {
        return false;
      }
    }
  }

  /** So many numbers from one on. */
  static List<Long> numbers(long first, int count) {
    return IntStream.range(0, count).mapToObj(i -> first + i).toList();
  }
}
