package dev.muninn.node.bench.chaos;

import dev.muninn.node.bench.ApiUser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client with good manners: it sends each file until there is a receipt or a refusal for it. */
final class Sender implements Runnable {
  private static final int PAUSE_MS = 150;

  /** Each so many-th file is sent under an idempotency key. */
  private static final int KEYED = 10;

  private final NodeApi api;
  private final Deque<Sample> left;
  private final Pacer pacer;
  private final Receipts receipts;
  private final AtomicInteger repetitions = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  Sender(NodeApi api, List<Sample> samples, Pacer pacer, Receipts receipts) {
    this.api = api;
    this.left = new ArrayDeque<>(samples);
    this.pacer = pacer;
    this.receipts = receipts;
  }

  /** How often a file was sent again. */
  int repetitions() {
    return repetitions.get();
  }

  /** How many answers had status 500. */
  int failures() {
    return failures.get();
  }

  @Override
  public void run() {
    try {
      while (!left.isEmpty()) {
        Sample sample = left.poll();
        pacer.await(sample.index());
        if (!sent(sample)) {
          repetitions.incrementAndGet();
          again(sample);
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One under a key may be in the hands of a request that died: the others go on meanwhile. */
  private void again(Sample sample) {
    if (keyed(sample)) {
      left.addLast(sample);
    } else {
      left.addFirst(sample);
    }
  }

  private static boolean keyed(Sample sample) {
    return sample.index() % KEYED == 4;
  }

  private boolean sent(Sample sample) throws InterruptedException {
    try {
      Optional<String> key =
          keyed(sample) ? Optional.of("chaos-" + sample.index()) : Optional.empty();
      ApiUser.Answer answer = api.upload(sample, key);
      if (answer.good()) {
        receipts.accepted(sample, answer);
        return true;
      }
      if (answer.status() == 500) {
        failures.incrementAndGet();
      }
      if (answer.status() == 415 || answer.status() == 422) {
        receipts.refused(sample, answer);
        return true;
      }
      return false;
    } catch (IOException gone) {
      return false;
    }
  }
}
