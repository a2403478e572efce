package dev.muninn.query.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RememberedTextsTest {
  private final RememberedTexts texts = new RememberedTexts(2);
  private final LengthModel model = new LengthModel("one");

  @Test
  void asksTheModelOnceForATextThatComesAgain() {
    EmbeddingModel remembering = texts.before(model);
    Embedding first = read(remembering, "a cat");
    assertEquals(first, read(remembering, "a cat"));
    assertEquals(List.of("a cat"), model.asked);
    assertEquals(new RememberedTexts.Counts(2, 1, 1), texts.counts());
  }

  @Test
  void forgetsWhatWasAskedForLongestAgo() {
    EmbeddingModel remembering = texts.before(model);
    List.of("a", "b", "a", "c", "a", "b").forEach(text -> read(remembering, text));
    assertEquals(List.of("a", "b", "c", "b"), model.asked);
    assertEquals(2, texts.counts().held());
  }

  @Test
  void keepsTheSpacesApart() {
    LengthModel other = new LengthModel("two");
    read(texts.before(model), "a cat");
    read(texts.before(other), "a cat");
    assertEquals(List.of("a cat"), other.asked);
  }

  @Test
  void triesAFailedTextAgain() {
    EmbeddingModel remembering = texts.before(model);
    model.broken = true;
    assertThrows(CompletionException.class, () -> read(remembering, "a cat"));
    model.broken = false;
    read(remembering, "a cat");
    assertEquals(List.of("a cat", "a cat"), model.asked);
  }

  @Test
  void remembersNothingWithoutRoom() {
    RememberedTexts none = new RememberedTexts(0);
    EmbeddingModel remembering = none.before(model);
    read(remembering, "a");
    read(remembering, "a");
    assertEquals(2, model.asked.size());
    assertEquals(0, none.counts().held());
  }

  @Test
  void closesTheModelBehindIt() {
    texts.before(model).close();
    assertTrue(model.closed);
  }

  private static Embedding read(EmbeddingModel model, String text) {
    return model.embedText(text).toCompletableFuture().join();
  }

  /** A vector that points the way of a text's length. */
  private static final class LengthModel implements EmbeddingModel {
    private final EmbeddingSpace space;
    private final List<String> asked = new ArrayList<>();
    private boolean broken;
    private boolean closed;

    LengthModel(String name) {
      this.space = new EmbeddingSpace(name, "1", 2);
    }

    @Override
    public EmbeddingSpace space() {
      return space;
    }

    @Override
    public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
      throw new UnsupportedOperationException("texts alone are remembered");
    }

    @Override
    public CompletionStage<Embedding> embedText(String text) {
      asked.add(text);
      return broken
          ? CompletableFuture.failedFuture(new IllegalStateException("no model"))
          : CompletableFuture.completedFuture(Embedding.canonical(new float[] {text.length(), 1}));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
