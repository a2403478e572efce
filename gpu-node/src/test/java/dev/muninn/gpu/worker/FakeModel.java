package dev.muninn.gpu.worker;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import dev.muninn.media.StageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sees a cat everywhere, but for one proxy that is missing. */
final class FakeModel implements EmbeddingModel {
  volatile String refuse = "";
  volatile CompletableFuture<List<ImageOutcome>> held;
  private final CompletableFuture<Void> called = new CompletableFuture<>();
  private final EmbeddingSpace space;

  FakeModel() {
    this(WorkerFixture.SPACE);
  }

  FakeModel(EmbeddingSpace space) {
    this.space = space;
  }

  ImageOutcome vector() {
    return new ImageOutcome.Seen(
        Embedding.canonical(new float[] {3, 4}), List.of(new Label("cat", 0.5)));
  }

  CompletableFuture<List<ImageOutcome>> awaitHeld() {
    called.orTimeout(5, TimeUnit.SECONDS).join();
    return held;
  }

  @Override
  public String device() {
    return "a card of tests";
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
    called.complete(null);
    if (held != null) {
      return held;
    }
    return CompletableFuture.completedFuture(
        proxies.stream()
            .map(
                p ->
                    !refuse.isEmpty() && p.endsWith(refuse)
                        ? new ImageOutcome.Refused(
                            new StageFailure(ErrorCode.PROXY_MISSING, "gone"))
                        : vector())
            .toList());
  }

  @Override
  public CompletionStage<Embedding> embedText(String text) {
    throw new AssertionError("a worker was asked to embed text");
  }

  @Override
  public void close() {}
}
