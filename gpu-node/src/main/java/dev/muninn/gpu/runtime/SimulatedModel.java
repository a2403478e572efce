package dev.muninn.gpu.runtime;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * No model: it takes a fixed time for each picture, one after the other as a device would, and
 * gives vectors that mean nothing. For benches and tests of the way to the workers and back, where
 * several must have a device each on a machine that has none. Thread-safe.
 */
public final class SimulatedModel implements EmbeddingModel {
  static final int DIMENSION = 512;
  private static final String NAME = "simulated";

  private final EmbeddingSpace space;
  private final Duration perPicture;
  private final ExecutorService device =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "muninn-simulated-device");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param pack its name becomes the version of the space
   */
  public SimulatedModel(String pack, Duration perPicture) {
    this.space = new EmbeddingSpace(NAME, pack, DIMENSION);
    this.perPicture = perPicture;
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public String device() {
    return "simulated: " + perPicture.toMillis() + " ms a picture";
  }

  @Override
  public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
    return CompletableFuture.supplyAsync(() -> seen(List.copyOf(proxies)), device);
  }

  private List<ImageOutcome> seen(List<Path> proxies) {
    long until = System.nanoTime() + perPicture.multipliedBy(proxies.size()).toNanos();
    List<ImageOutcome> outcomes = new ArrayList<>();
    for (Path proxy : proxies) {
      outcomes.add(
          Files.exists(proxy)
              ? new ImageOutcome.Seen(vector(proxy.hashCode()), List.of())
              : new ImageOutcome.Refused(
                  new StageFailure(ErrorCode.PROXY_MISSING, proxy.getFileName() + " is missing")));
    }
    try {
      TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new CompletionException(closed);
    }
    return outcomes;
  }

  private static Embedding vector(long seed) {
    Random random = new Random(seed);
    float[] raw = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      raw[i] = random.nextFloat() - 0.5f;
    }
    return Embedding.canonical(raw);
  }

  @Override
  public CompletionStage<Embedding> embedText(String text) {
    return CompletableFuture.completedFuture(vector(text.hashCode()));
  }

  @Override
  public void close() {
    device.shutdownNow();
  }
}
