package dev.muninn.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A model with a text tower and an image tower into one space (port). Thread-safe; calls queue up
 * inside and never block the caller.
 */
public interface EmbeddingModel extends AutoCloseable {

  EmbeddingSpace space();

  /** What it makes vectors of. */
  default Set<Tower> towers() {
    return Set.of(Tower.IMAGE, Tower.TEXT);
  }

  /** What it runs on, as an operator knows it. */
  default String device() {
    return "CPU";
  }

  /** Embeds proxies (clean JPEG files of ours); one outcome for each, in order. */
  CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies);

  /** Embeds a query of a user; text longer than the model reads is cut. */
  CompletionStage<Embedding> embedText(String text);

  @Override
  void close();
}
