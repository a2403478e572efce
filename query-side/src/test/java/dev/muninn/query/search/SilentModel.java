package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A model that has a space and nothing to say. */
record SilentModel(EmbeddingSpace space) implements EmbeddingModel {
  @Override
  public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
    return CompletableFuture.failedFuture(new IllegalStateException("silent"));
  }

  @Override
  public CompletionStage<Embedding> embedText(String text) {
    return CompletableFuture.failedFuture(new IllegalStateException("silent"));
  }

  @Override
  public void close() {}
}
