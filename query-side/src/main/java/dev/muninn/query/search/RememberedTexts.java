package dev.muninn.query.search;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The embeddings of the texts that were asked for last, by space and text, in front of the models'
 * text towers: the next page of an answer, a search typed again, cost no model. The least recently
 * used falls out first. Failures are not remembered. Thread-safe.
 */
public final class RememberedTexts {
  private final int most;
  private final Map<Key, Embedding> held = new LinkedHashMap<>(16, 0.75f, true);
  private long found;
  private long asked;

  private record Key(String space, String text) {}

  /** {@code asked} texts so far, {@code found} of them here; {@code held} now. */
  public record Counts(long asked, long found, int held) {}

  /**
   * @param most how many texts are kept, 0 for none; each takes 4 bytes a dimension
   */
  public RememberedTexts(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("muninn.query.search.remembered-texts is " + most);
    }
    this.most = most;
  }

  /** The model, asked only for what is not remembered; closing it closes the model. */
  public EmbeddingModel before(EmbeddingModel model) {
    return new Remembering(model);
  }

  public synchronized Counts counts() {
    return new Counts(asked, found, held.size());
  }

  private synchronized Optional<Embedding> find(Key key) {
    Optional<Embedding> known = Optional.ofNullable(held.get(key));
    asked++;
    found += known.isPresent() ? 1 : 0;
    return known;
  }

  private synchronized void keep(Key key, Embedding embedding) {
    held.put(key, embedding);
    while (held.size() > most) {
      held.remove(held.keySet().iterator().next());
    }
  }

  private final class Remembering implements EmbeddingModel {
    private final EmbeddingModel model;

    Remembering(EmbeddingModel model) {
      this.model = model;
    }

    @Override
    public EmbeddingSpace space() {
      return model.space();
    }

    @Override
    public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
      return model.embedImages(proxies);
    }

    @Override
    public CompletionStage<Embedding> embedText(String text) {
      Key key = new Key(space().id(), text);
      Optional<Embedding> known = find(key);
      return known.isPresent()
          ? CompletableFuture.completedFuture(known.get())
          : model.embedText(text).whenComplete((made, failure) -> keepMade(key, made));
    }

    private void keepMade(Key key, Embedding made) {
      if (made != null) {
        keep(key, made);
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
