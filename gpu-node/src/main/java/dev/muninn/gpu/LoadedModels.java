package dev.muninn.gpu;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.gpu.pack.ModelPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a node in memory: both towers of each, loaded one after the other when somebody
 * wants them and closed when their space is given up. How many there are is bounded by how many
 * spaces may be live. Thread-safe.
 */
public final class LoadedModels implements SpaceModels, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  private final ModelPacks packs;
  private final ModelLoader how;
  private final Map<String, EmbeddingModel> byPack = new LinkedHashMap<>();
  private final ExecutorService loader = Executors.newSingleThreadExecutor(LoadedModels::named);
  private String first;
  private boolean closed;

  /** Nothing is loaded yet. */
  LoadedModels(ModelPacks packs, ModelLoader how, String first) {
    this.packs = packs;
    this.how = how;
    this.first = first;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-models");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public CompletionStage<EmbeddingModel> ofPack(String pack) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return load(pack);
          } catch (IOException trouble) {
            throw new UncheckedIOException(trouble.getMessage(), trouble);
          }
        },
        loader);
  }

  /**
   * Blocking, about a second for lite; on one thread at a time.
   *
   * @throws dev.muninn.gpu.pack.PackException with words for the user when the pack is no good
   */
  EmbeddingModel load(String pack) throws IOException {
    synchronized (this) {
      EmbeddingModel known = byPack.get(pack);
      if (known != null) {
        return known;
      }
    }
    long begin = System.nanoTime();
    EmbeddingModel model = how.load(pack);
    synchronized (this) {
      if (closed) {
        model.close();
        throw new IOException("the node stops");
      }
      byPack.put(pack, model);
    }
    LOG.info(
        "event=model-loaded pack={} space={} elapsedMs={}",
        pack,
        model.space().id(),
        (System.nanoTime() - begin) / 1_000_000);
    return model;
  }

  @Override
  public synchronized List<EmbeddingModel> loaded() {
    return List.copyOf(byPack.values());
  }

  @Override
  public void keep(Collection<EmbeddingSpace> live, String wanted) {
    loader.execute(() -> keepNow(live, wanted));
  }

  private void keepNow(Collection<EmbeddingSpace> live, String wanted) {
    List<EmbeddingModel> unwanted = new ArrayList<>();
    synchronized (this) {
      byPack.values().removeIf(model -> !live.contains(model.space()) && unwanted.add(model));
    }
    for (EmbeddingModel model : unwanted) {
      model.close();
      LOG.info("event=model-closed space={}", model.space().id());
    }
    remember(wanted);
  }

  /** So that the next start loads the right one while the database starts. */
  private void remember(String wanted) {
    if (wanted.isEmpty() || wanted.equals(first)) {
      return;
    }
    try {
      packs.choose(wanted);
      first = wanted;
    } catch (IOException trouble) {
      LOG.warn("event=model-not-remembered pack={} cause='{}'", wanted, trouble.toString());
    }
  }

  /** Closes all of them; a call under way ends first. */
  @Override
  public void close() {
    loader.shutdown();
    List<EmbeddingModel> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(byPack.values());
      byPack.clear();
    }
    all.forEach(EmbeddingModel::close);
  }
}
