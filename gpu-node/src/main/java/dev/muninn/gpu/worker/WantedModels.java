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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a worker that sees no journal: loads what it is told is wanted, closes what is not,
 * and says which packs it lacks. A pack that is copied into the folder meanwhile is found within a
 * minute. Thread-safe; nothing blocks the caller.
 */
final class WantedModels implements WorkerModels {
  /** From one attempt with a pack to the next. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(WantedModels.class);

  private final SpaceModels models;
  private final InstantSource clock;
  private final Map<EmbeddingSpace, Instant> tried = new ConcurrentHashMap<>();
  private final Map<EmbeddingSpace, Lack> lacks = new ConcurrentHashMap<>();

  WantedModels(SpaceModels models, InstantSource clock) {
    this.models = models;
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
        .filter(this::isDue)
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
    models
        .ofPack(wanted.pack())
        .whenComplete(
            (model, trouble) -> {
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
            });
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
