package dev.muninn.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A model with a text tower and an image tower into one space (port). Thread-safe; calls queue up
 * inside and never block the caller.
 */
public interface EmbeddingModel extends AutoCloseable {

  EmbeddingSpace space();

  /** Embeds proxies (clean JPEG files of ours); one outcome for each, in order. */
  CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies);

  /** Embeds a query of a user; text longer than the model reads is cut. */
  CompletionStage<Embedding> embedText(String text);

  @Override
  void close();
}
