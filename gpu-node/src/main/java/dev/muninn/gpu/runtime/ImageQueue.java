package dev.muninn.gpu.runtime;

import dev.muninn.embedding.ImageOutcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures that wait for the image tower: a thread of its own takes them in order, reads them and
 * runs them in batches, which end when they are full or when the oldest picture has waited long
 * enough. Thread-safe.
 */
final class ImageQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageQueue.class);
  private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Towers towers;
  private final Preprocessing preprocessing;
  private final Head head;
  private final int batchSize;
  private final Duration batchAge;
  private final Thread thread;
  private volatile boolean closed;

  private record Waiting(Path proxy, CompletableFuture<ImageOutcome> outcome) {}

  private record Ready(Waiting waiting, Pixels pixels) {}

  ImageQueue(
      Towers towers, Preprocessing preprocessing, Head head, int batchSize, Duration batchAge) {
    this.towers = towers;
    this.preprocessing = preprocessing;
    this.head = head;
    this.batchSize = batchSize;
    this.batchAge = batchAge;
    this.thread = new Thread(this::work, "muninn-embed-images");
    this.thread.setDaemon(true);
    this.thread.start();
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

  private void work() {
    try {
      while (!closed) {
        run(batch());
      }
    } catch (InterruptedException e) {
      LOG.debug("event=image-queue-closed");
    } finally {
      abandon();
    }
  }

  private List<Waiting> batch() throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    batch.add(waiting.take());
    long until = System.nanoTime() + batchAge.toNanos();
    while (batch.size() < batchSize) {
      Waiting next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  private void run(List<Waiting> batch) {
    try {
      List<Ready> ready = new ArrayList<>();
      for (Waiting entry : batch) {
        ProxyReader.Reading reading = ProxyReader.read(entry.proxy());
        if (reading instanceof ProxyReader.Reading.Read read) {
          ready.add(new Ready(entry, read.pixels()));
        } else if (reading instanceof ProxyReader.Reading.Unreadable unreadable) {
          entry.outcome().complete(new ImageOutcome.Refused(unreadable.failure()));
        }
      }
      if (!ready.isEmpty()) {
        embed(ready);
      }
    } catch (RuntimeException | Error e) {
      // whatever happens to one batch, its callers hear of it and the next one is served
      LOG.error("event=image-batch-failed size={}", batch.size(), e);
      batch.forEach(entry -> entry.outcome().complete(failed(e)));
    }
  }

  /** A batch that fails is tried picture by picture, so that one bad picture fails alone. */
  private void embed(List<Ready> ready) {
    float[] pictures = new float[ready.size() * preprocessing.length()];
    for (int i = 0; i < ready.size(); i++) {
      preprocessing.write(ready.get(i).pixels(), pictures, i * preprocessing.length());
    }
    try {
      float[][] outputs = towers.images(pictures, ready.size());
      for (int i = 0; i < outputs.length; i++) {
        ready.get(i).waiting().outcome().complete(outcome(outputs[i]));
      }
    } catch (ModelException e) {
      if (ready.size() == 1) {
        ready.get(0).waiting().outcome().complete(failed(e));
      } else {
        ready.forEach(one -> embed(List.of(one)));
      }
    }
  }

  private ImageOutcome outcome(float[] output) {
    try {
      return head.seen(output);
    } catch (IllegalArgumentException e) {
      return failed(e);
    }
  }

  private static ImageOutcome failed(Throwable e) {
    return new ImageOutcome.Refused(
        new StageFailure(ErrorCode.MODEL_FAILED, String.valueOf(e.getMessage())));
  }

  private void abandon() {
    Waiting entry;
    while ((entry = waiting.poll()) != null) {
      entry.outcome().completeExceptionally(new CancellationException("the model was closed"));
    }
  }

  /** Ends after the batch in work; who still waits gets a {@link CancellationException}. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandon();
  }
}
