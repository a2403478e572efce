package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one picture after the other with the manners of {@code muninn add}: what may pass (503 and
 * its like, a connection that breaks) is tried four times with 1, 2, 4 s between, here at the next
 * gateway, as a proxy before them does it. What is not taken then is sent again in the end.
 */
final class Sender implements Runnable {
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final int NO_ROOM = 507;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LossClient client;
  private final Manners manners;
  private final List<String> urls;
  private final Duration pause;
  private final Thread thread;
  private final Map<Long, String> receipts = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> refusals = new ConcurrentHashMap<>();
  private final Deque<Long> left = new ArrayDeque<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger beyond = new AtomicInteger();
  private final long first;
  private volatile boolean stopped;
  private int turn;

  /** How long a sender waits for an answer, and how often it tries. */
  enum Manners {
    /** Those of {@code muninn add}. */
    PATIENT(4, PATIENCE),
    /** The same, and the next gateway is asked where one has no room (507). */
    PATIENT_WITHOUT_ROOM(4, PATIENCE),
    /** Once; what is not taken within a second is left for the end, and the next one is sent. */
    HASTY(1, Duration.ofSeconds(1));

    private final int attempts;
    private final Duration patience;

    Manners(int attempts, Duration patience) {
      this.attempts = attempts;
      this.patience = patience;
    }

    private boolean goesOnAfter(int status) {
      return PASSING.contains(status) || (this == PATIENT_WITHOUT_ROOM && status == NO_ROOM);
    }
  }

  private Sender(
      LossClient client, Manners manners, List<String> urls, long first, Duration pause) {
    this.client = client;
    this.manners = manners;
    this.urls = List.copyOf(urls);
    this.first = first;
    this.pause = pause;
    this.thread = new Thread(this, "sender-" + first);
    thread.setDaemon(true);
  }

  /**
   * Begins to send.
   *
   * @param urls the gateways, the preferred one first
   * @param first the number of the first picture; the following have the following
   */
  static Sender start(
      LossClient client, Manners manners, List<String> urls, long first, Duration pause) {
    Sender sender = new Sender(client, manners, urls, first, pause);
    sender.thread.start();
    return sender;
  }

  @Override
  public void run() {
    try {
      for (long number = first; !stopped; number++) {
        if (!sent(number)) {
          beyond.incrementAndGet();
          left.add(number);
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sent(long number) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int status = attempt(number);
      if (status / 100 == 2) {
        return true;
      }
      boolean passing = status == 0 || manners.goesOnAfter(status);
      if (!passing) {
        refusals.merge(status, 1, Integer::sum);
      }
      if (!passing || attempt == manners.attempts || stopped) {
        return false;
      }
      repeated.incrementAndGet();
      TimeUnit.SECONDS.sleep(1L << (attempt - 1));
    }
  }

  /** The status, 0 for a connection that broke; after anything but a receipt the next is asked. */
  private int attempt(long number) throws InterruptedException {
    String url = urls.get(turn % urls.size());
    try {
      ApiUser.Answer answer = client.upload(url, number, manners.patience);
      if (answer.good()) {
        receipts.put(number, answer.body().path("mediaId").asText());
      } else {
        turn++;
      }
      return answer.status();
    } catch (IOException gone) {
      turn++;
      return 0;
    }
  }

  /** Sends nothing new. */
  void stop() {
    stopped = true;
  }

  /** Stops sending; what was not taken is tried until it is, by any of these gateways. */
  void finish(List<String> all, Duration patience) throws InterruptedException {
    stopped = true;
    thread.join();
    long deadline = System.nanoTime() + patience.toNanos();
    for (int i = 0; !left.isEmpty() && System.nanoTime() < deadline; i++) {
      long number = left.peek();
      try {
        ApiUser.Answer answer = client.upload(all.get(i % all.size()), number, PATIENCE);
        if (answer.good()) {
          receipts.put(number, answer.body().path("mediaId").asText());
          left.remove();
          continue;
        }
      } catch (IOException gone) {
        // the next one
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Number → item, of what a receipt was given for. */
  Map<Long, String> receipts() {
    return Map.copyOf(receipts);
  }

  /** How many requests were made again. */
  int repeated() {
    return repeated.get();
  }

  /** How many pictures were not taken in four attempts. */
  int beyondRetries() {
    return beyond.get();
  }

  /** Status → how often, of answers that nobody should get. */
  Map<Integer, Integer> refusals() {
    return Map.copyOf(refusals);
  }

  /** What nobody took, also in the end. */
  int never() {
    return left.size();
  }
}
