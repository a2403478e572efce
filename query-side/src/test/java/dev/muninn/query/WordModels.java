package dev.muninn.query;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SpaceModels;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The packs {@code words}, and {@code turned}, whose axes are in another order. */
public final class WordModels implements SpaceModels {
  public static final String WORDS = "words";
  public static final String TURNED = "turned";
  public static final EmbeddingSpace TURNED_SPACE =
      new EmbeddingSpace("turned", "1", Happenings.SPACE.dimension());

  private final Map<String, EmbeddingModel> loaded = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<EmbeddingModel> ofPack(String pack) {
    return CompletableFuture.completedFuture(loaded.computeIfAbsent(pack, WordModels::made));
  }

  private static EmbeddingModel made(String pack) {
    return pack.equals(TURNED)
        ? new WordModel(TURNED_SPACE, List.of("tree", "cat", "dog"))
        : new WordModel(Happenings.SPACE, List.of("cat", "dog", "tree"));
  }

  @Override
  public List<EmbeddingModel> loaded() {
    return List.copyOf(loaded.values());
  }

  @Override
  public void keep(Collection<EmbeddingSpace> live, String first) {
    loaded.values().removeIf(model -> !live.contains(model.space()));
  }
}
