package dev.muninn.gpu.runtime;

import dev.muninn.embedding.ImageOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures that wait for the image tower: some threads read and prepare them, while a thread of its
 * own runs those that are ready in batches, which end when they are full or when the oldest picture
 * has waited long enough. At most two batches are ready ahead. Thread-safe.
 */
final class ImageQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageQueue.class);
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final BlockingQueue<Ready> ready;
  private final TowerRun run;
  private final Preprocessing preprocessing;
  private final Duration batchAge;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private record Waiting(Path proxy, CompletableFuture<ImageOutcome> outcome) {}

  private static final class Ready {
    private final Waiting waiting;
    private final float[] picture;

    Ready(Waiting waiting, float[] picture) {
      this.waiting = waiting;
      this.picture = picture;
    }
  }

  /** {@code readers} is the number of threads that read and prepare. */
  ImageQueue(TowerRun run, Preprocessing preprocessing, int readers, Duration batchAge) {
    this.run = run;
    this.preprocessing = preprocessing;
    this.batchAge = batchAge;
    this.ready = new ArrayBlockingQueue<>(2 * run.batch());
    threads.add(new Thread(() -> untilClosed(this::embed), "muninn-embed-images"));
    for (int i = 0; i < readers; i++) {
      threads.add(new Thread(() -> untilClosed(this::read), "muninn-read-images-" + i));
    }
    for (Thread thread : threads) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  DeviceUse use() {
    return run.use();
  }

  CompletionStage<List<ImageOutcome>> add(List<Path> proxies) {
    List<CompletableFuture<ImageOutcome>> outcomes = new ArrayList<>();
    for (Path proxy : proxies) {
      Waiting entry = new Waiting(proxy, new CompletableFuture<>());
      outcomes.add(entry.outcome());
      waiting.add(entry);
    }
    if (closed) {
      abandon();
    }
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(done -> outcomes.stream().map(CompletableFuture::join).toList());
  }

  private interface Step {
    void once() throws InterruptedException;
  }

  private void untilClosed(Step step) {
    try {
      while (!closed) {
        step.once();
      }
    } catch (InterruptedException e) {
      LOG.debug("event=image-queue-closed");
    } finally {
      abandon();
    }
  }

  private void read() throws InterruptedException {
    Waiting entry = waiting.take();
    boolean handedOn = false;
    try {
      ProxyReader.Reading reading = ProxyReader.read(entry.proxy());
      if (reading instanceof ProxyReader.Reading.Read read) {
        float[] picture = new float[preprocessing.length()];
        preprocessing.write(read.pixels(), picture, 0);
        ready.put(new Ready(entry, picture));
        handedOn = true;
      } else if (reading instanceof ProxyReader.Reading.Unreadable unreadable) {
        entry.outcome().complete(new ImageOutcome.Refused(unreadable.failure()));
      }
    } catch (RuntimeException | Error e) {
      // whatever happens to one picture, its caller hears of it and the next one is served
      LOG.error("event=picture-not-prepared", e);
      entry.outcome().complete(TowerRun.failed(e));
    } finally {
      if (!handedOn) {
        // interrupted while it waited for room; nothing happens to one that has its outcome
        abandon(entry);
      }
    }
  }

  private void embed() throws InterruptedException {
    List<Ready> batch = batch();
    try {
      List<ImageOutcome> outcomes = run.of(batch.stream().map(one -> one.picture).toList());
      for (int i = 0; i < outcomes.size(); i++) {
        batch.get(i).waiting.outcome().complete(outcomes.get(i));
      }
    } catch (RuntimeException | Error e) {
      // whatever happens to one batch, its callers hear of it and the next one is served
      LOG.error("event=image-batch-failed size={}", batch.size(), e);
      batch.forEach(one -> one.waiting.outcome().complete(TowerRun.failed(e)));
    }
  }

  private List<Ready> batch() throws InterruptedException {
    List<Ready> batch = new ArrayList<>();
    batch.add(ready.take());
    try {
      fill(batch);
    } catch (InterruptedException e) {
      batch.forEach(one -> abandon(one.waiting));
      throw e;
    }
    return batch;
  }

  private void fill(List<Ready> batch) throws InterruptedException {
    long until = System.nanoTime() + batchAge.toNanos();
    int most = run.batch();
    while (batch.size() < most) {
      Ready next = ready.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private void abandon() {
    for (Waiting entry = waiting.poll(); entry != null; entry = waiting.poll()) {
      abandon(entry);
    }
    for (Ready entry = ready.poll(); entry != null; entry = ready.poll()) {
      abandon(entry.waiting);
    }
  }

  private static void abandon(Waiting entry) {
    entry.outcome().completeExceptionally(new CancellationException("the model was closed"));
  }

  /** Ends after the batch in work; who still waits gets a {@link CancellationException}. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (Thread thread : threads) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    abandon();
  }
}
