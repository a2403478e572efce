package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.embedding.WorkerCommand.Wanted;
import dev.muninn.embedding.WorkerCommand.WantedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A worker that sees no journal, when the model is changed. */
class WantedModelsTest {
  private static final EmbeddingSpace OLD = new EmbeddingSpace("old", "1", 2);
  private static final EmbeddingSpace NEW = new EmbeddingSpace("new", "1", 2);
  private final Folder folder = new Folder();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Supply supply = new Supply();
  private final WorkerModels models = new WantedModels(folder, supply, () -> now);

  /** A core node, which may have a pack. */
  private final class Supply implements PackSupply {
    private Optional<CompletableFuture<Void>> coming = Optional.empty();
    private Consumer<String> far = words -> {};

    @Override
    public boolean lacks(String pack) {
      return coming.isPresent() && !folder.packs.containsKey(pack);
    }

    @Override
    public CompletionStage<Void> fetch(String pack, Consumer<String> told) {
      far = told;
      return coming.orElseThrow();
    }
  }

  /** Packs, by name, and what was loaded of them. */
  private static final class Folder implements SpaceModels {
    private final Map<String, EmbeddingSpace> packs = new HashMap<>(Map.of("old", OLD));
    private final List<EmbeddingModel> loaded = new ArrayList<>(List.of(new FakeModel(OLD)));
    private final List<String> asked = new ArrayList<>();
    private String first = "";

    @Override
    public CompletionStage<EmbeddingModel> ofPack(String pack) {
      asked.add(pack);
      if (!packs.containsKey(pack)) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("There is no pack called " + pack));
      }
      EmbeddingModel model = new FakeModel(packs.get(pack));
      loaded.add(model);
      return CompletableFuture.completedFuture(model);
    }

    @Override
    public List<EmbeddingModel> loaded() {
      return List.copyOf(loaded);
    }

    @Override
    public void keep(Collection<EmbeddingSpace> live, String wanted) {
      loaded.removeIf(model -> !live.contains(model.space()));
      first = wanted;
    }
  }

  private static Wanted wanted(EmbeddingSpace... spaces) {
    return new Wanted(
        List.of(spaces).stream().map(one -> new WantedModel(one, one.model())).toList());
  }

  private List<EmbeddingSpace> spaces() {
    return models.loaded().stream().map(EmbeddingModel::space).toList();
  }

  @Test
  void loadsWhatIsWantedAndClosesWhatIsNotAnyMore() {
    folder.packs.put("new", NEW);
    models.want(wanted(OLD, NEW));
    assertEquals(List.of(OLD, NEW), spaces());
    models.want(wanted(NEW, OLD));
    assertEquals(List.of(OLD, NEW), spaces());
    models.want(wanted(NEW));
    assertEquals(List.of(NEW), spaces());
    assertEquals("new", folder.first);
    assertEquals(List.of("new"), folder.asked);
  }

  @Test
  void saysWhatItLacksAndFindsItOnceItIsThere() {
    models.want(wanted(OLD, NEW));
    assertEquals(NEW, models.lacks().get(0).space());
    assertTrue(models.lacks().get(0).words().contains("no pack called new"));
    folder.packs.put("new", NEW);
    models.want(wanted(OLD, NEW));
    assertEquals(List.of("new"), folder.asked, "not tried again at once");
    now = now.plus(WantedModels.AGAIN);
    models.want(wanted(OLD, NEW));
    assertEquals(List.of(OLD, NEW), spaces());
    assertEquals(List.of(), models.lacks());
  }

  @Test
  void fetchesAPackThatIsNotHereAndSaysHowFarItIs() {
    CompletableFuture<Void> coming = new CompletableFuture<>();
    supply.coming = Optional.of(coming);
    models.want(wanted(OLD, NEW));
    supply.far.accept("image.onnx, 3 of 90 MB");
    assertTrue(models.lacks().get(0).words().contains("3 of 90 MB"), models.lacks().toString());
    now = now.plus(WantedModels.AGAIN);
    models.want(wanted(OLD, NEW));
    assertEquals(List.of("new"), folder.asked, "it is on its way");
    folder.packs.put("new", NEW);
    coming.complete(null);
    assertEquals(List.of(OLD, NEW), spaces());
    assertEquals(List.of(), models.lacks());
  }

  @Test
  void saysWhyAPackCouldNotBeFetchedAndAsksAgain() {
    supply.coming =
        Optional.of(CompletableFuture.failedFuture(new IllegalStateException("nobody gave it")));
    models.want(wanted(OLD, NEW));
    assertEquals("nobody gave it", models.lacks().get(0).words());
    folder.packs.put("new", NEW);
    now = now.plus(WantedModels.AGAIN);
    models.want(wanted(OLD, NEW));
    assertEquals(List.of(OLD, NEW), spaces());
  }

  @Test
  void keepsWhatItHasWhileItHasNothingThatIsWanted() {
    models.want(wanted(NEW));
    assertEquals(List.of(OLD), spaces());
    assertEquals(1, models.lacks().size());
    models.want(wanted(OLD));
    assertEquals(List.of(), models.lacks());
  }

  @Test
  void aPackOfThatNameThatMakesOtherVectorsIsSaidToBeWrong() {
    folder.packs.put("new", new EmbeddingSpace("new", "2", 2));
    models.want(wanted(OLD, NEW));
    assertTrue(models.lacks().get(0).words().contains("new-2-2"), models.lacks().toString());
  }
}
