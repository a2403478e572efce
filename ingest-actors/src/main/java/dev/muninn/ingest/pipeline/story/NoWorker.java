package dev.muninn.ingest.pipeline.story;

import dev.muninn.embedding.EmbeddingSpace;

/** What is said where nobody is there who embeds. */
public final class NoWorker {
  private NoWorker() {}

  /** For a user; {@code space} is the one that answers searches. */
  public static String words(EmbeddingSpace space) {
    return "Waiting for a worker: none is there that runs the model "
        + space.id()
        + "; it goes on by itself when one joins";
  }
}
