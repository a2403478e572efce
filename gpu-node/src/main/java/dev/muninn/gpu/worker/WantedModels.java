package dev.muninn.gpu.worker;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.embedding.WorkerCommand.Wanted;
import dev.muninn.embedding.WorkerCommand.WantedModel;
import dev.muninn.embedding.WorkerFacts.Lack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a worker that sees no journal: loads what it is told is wanted, closes what is not,
 * fetches packs that are not here, and says which ones it lacks. A pack that is copied into the
 * folder meanwhile is found within a minute. Thread-safe; nothing blocks the caller.
 */
final class WantedModels implements WorkerModels {
  /** From one attempt with a pack to the next. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(WantedModels.class);

  private final SpaceModels models;
  private final PackSupply packs;
  private final InstantSource clock;
  private final Map<EmbeddingSpace, Instant> tried = new ConcurrentHashMap<>();
  private final Map<EmbeddingSpace, Lack> lacks = new ConcurrentHashMap<>();
  private final Set<EmbeddingSpace> loading = ConcurrentHashMap.newKeySet();

  WantedModels(SpaceModels models, PackSupply packs, InstantSource clock) {
    this.models = models;
    this.packs = packs;
    this.clock = clock;
  }

  @Override
  public List<EmbeddingModel> loaded() {
    return models.loaded();
  }

  @Override
  public boolean follows() {
    return true;
  }

  /** These and no others; the first one answers searches. */
  @Override
  public void want(Wanted wanted) {
    List<EmbeddingSpace> spaces = wanted.spaces();
    tried.keySet().retainAll(spaces);
    lacks.keySet().retainAll(spaces);
    List<EmbeddingSpace> loaded = models.loaded().stream().map(EmbeddingModel::space).toList();
    wanted.models().stream()
        .filter(one -> !loaded.contains(one.space()))
        .filter(one -> !loading.contains(one.space()) && isDue(one))
        .forEach(this::load);
    if (loaded.stream().anyMatch(spaces::contains) && !spaces.containsAll(loaded)) {
      models.keep(spaces, wanted.models().get(0).pack());
    }
  }

  private boolean isDue(WantedModel one) {
    Instant now = clock.instant();
    Instant last = tried.getOrDefault(one.space(), Instant.MIN);
    if (last.isAfter(now.minus(AGAIN))) {
      return false;
    }
    tried.put(one.space(), now);
    return true;
  }

  private void load(WantedModel wanted) {
    loading.add(wanted.space());
    models
        .ofPack(wanted.pack())
        .handle(
            (model, trouble) ->
                trouble == null
                    ? CompletableFuture.completedFuture(model)
                    : fetched(wanted, trouble))
        .thenCompose(stage -> stage)
        .whenComplete(
            (model, trouble) -> {
              judge(wanted, model, trouble);
              loading.remove(wanted.space());
            });
  }

  /** Once more with what another node gives, where there is nothing of that name here. */
  private CompletionStage<EmbeddingModel> fetched(WantedModel wanted, Throwable trouble) {
    if (!packs.lacks(wanted.pack())) {
      return CompletableFuture.failedFuture(trouble);
    }
    return packs
        .fetch(wanted.pack(), far -> lacks.put(wanted.space(), fetching(wanted, far)))
        .thenCompose(done -> models.ofPack(wanted.pack()));
  }

  private static Lack fetching(WantedModel wanted, String far) {
    return new Lack(
        wanted.space(), wanted.pack(), "It is being fetched from a core node: " + far + ".");
  }

  private void judge(WantedModel wanted, EmbeddingModel model, Throwable trouble) {
    if (trouble != null) {
      lack(wanted, cause(trouble).getMessage());
    } else if (model.space().equals(wanted.space())) {
      lacks.remove(wanted.space());
    } else {
      lack(
          wanted,
          "The pack "
              + wanted.pack()
              + " here makes vectors of "
              + model.space().id()
              + ": get the one that the server has.");
    }
  }

  private static Throwable cause(Throwable trouble) {
    return trouble instanceof CompletionException && trouble.getCause() != null
        ? trouble.getCause()
        : trouble;
  }

  private void lack(WantedModel wanted, String why) {
    Lack lack = new Lack(wanted.space(), wanted.pack(), String.valueOf(why));
    if (!lack.equals(lacks.put(wanted.space(), lack))) {
      LOG.warn(
          "event=model-lacking space={} pack={} words='{}'",
          wanted.space().id(),
          wanted.pack(),
          lack.words());
    }
  }

  @Override
  public List<Lack> lacks() {
    return List.copyOf(lacks.values());
  }
}
