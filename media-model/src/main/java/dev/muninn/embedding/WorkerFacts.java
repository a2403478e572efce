package dev.muninn.embedding;

import dev.muninn.media.signal.CborSerializable;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an embedding worker says of itself.
 *
 * @param node the name of its node
 * @param models those that it holds at the moment; none is possible
 * @param follows whether it wants to be told what is wanted ({@link WorkerCommand.Wanted}), since
 *     it sees no journal; an older worker does not
 * @param lacks wanted spaces that it has no model of, and why
 * @param cards of its machine; only where it was asked for them
 */
public record WorkerFacts(
    String node, List<ModelFacts> models, boolean follows, List<Lack> lacks, List<Card> cards)
    implements CborSerializable {
  public WorkerFacts {
    Objects.requireNonNull(node, "node");
    models = List.copyOf(models);
    lacks = lacks == null ? List.of() : List.copyOf(lacks);
    cards = cards == null ? List.of() : List.copyOf(cards);
  }

  /** Of a worker that has what it was started with, for ever. */
  public static WorkerFacts fixed(String node, List<ModelFacts> models) {
    return new WorkerFacts(node, models, false, List.of(), List.of());
  }

  /** The same with the cards of its machine. */
  public WorkerFacts with(List<Card> found) {
    return new WorkerFacts(node, models, follows, lacks, found);
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

  /**
   * A space that a worker cannot fill.
   *
   * @param pack the name of the model pack that makes its vectors
   * @param words what is wrong and what to do, for an operator
   */
  public record Lack(EmbeddingSpace space, String pack, String words) {
    public Lack {
      Objects.requireNonNull(space, "space");
      Objects.requireNonNull(pack, "pack");
      Objects.requireNonNull(words, "words");
    }
  }

  /**
   * A graphics card now.
   *
   * @param name as its maker calls it
   * @param memoryUsedMiB by all programs; this and the others are empty where it does not tell
   */
  public record Card(
      String name, OptionalInt memoryUsedMiB, OptionalInt memoryTotalMiB, OptionalInt celsius) {
    public Card {
      Objects.requireNonNull(name, "name");
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
