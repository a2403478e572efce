package dev.muninn.embedding;

import dev.muninn.media.signal.CborSerializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an embedding worker says of itself.
 *
 * @param node the name of its node
 * @param models those that it holds at the moment; none is possible
 */
public record WorkerFacts(String node, List<ModelFacts> models) implements CborSerializable {
  public WorkerFacts {
    Objects.requireNonNull(node, "node");
    models = List.copyOf(models);
  }

  /**
   * A model that a worker holds.
   *
   * @param device what it runs on, as its maker calls it
   * @param picturesPerSecond measured over the latest batches; 0 before the first one
   */
  public record ModelFacts(
      EmbeddingSpace space, Set<Tower> towers, String device, double picturesPerSecond) {
    public ModelFacts {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(device, "device");
      towers = Set.copyOf(towers);
      if (!(picturesPerSecond >= 0) || Double.isInfinite(picturesPerSecond)) {
        throw new IllegalArgumentException("a rate of " + picturesPerSecond);
      }
    }
  }

  /** The spaces that it can fill with pictures. */
  public List<EmbeddingSpace> spaces() {
    return models.stream()
        .filter(model -> model.towers().contains(Tower.IMAGE))
        .map(ModelFacts::space)
        .toList();
  }
}
