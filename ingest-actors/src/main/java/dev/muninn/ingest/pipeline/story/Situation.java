package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.PipelineControl.Pause;
import dev.muninn.media.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the journal does not hold of an item: the live lease, leases whose workers died, the stages
 * that are paused in its org.
 *
 * @param embedders how many workers are there that fill the space that answers; empty when nobody
 *     knows
 * @param storage what the work on its file waits for, in words, because no node reaches it
 */
public record Situation(
    Optional<Running> running,
    Optional<Lost> lost,
    List<Pause> pauses,
    OptionalInt embedders,
    Optional<String> storage) {
  /** Nobody works on the item, nobody died with it, nothing is paused. */
  public static final Situation QUIET =
      new Situation(Optional.empty(), Optional.empty(), List.of());

  public Situation {
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(lost, "lost");
    Objects.requireNonNull(embedders, "embedders");
    Objects.requireNonNull(storage, "storage");
    pauses = List.copyOf(pauses);
  }

  /** Where nobody knows which workers there are. */
  public Situation(Optional<Running> running, Optional<Lost> lost, List<Pause> pauses) {
    this(running, lost, pauses, OptionalInt.empty(), Optional.empty());
  }

  /** The same, with the workers that are there. */
  public Situation with(OptionalInt workers) {
    return new Situation(running, lost, pauses, workers, storage);
  }

  /** The same, where this storage is out of reach. */
  public Situation waitingFor(Optional<String> words) {
    return new Situation(running, lost, pauses, embedders, words);
  }

  /** Who works on the item right now, on which stages, and since when. */
  public record Running(Set<StageName> stages, String node, Instant since) {
    public Running {
      stages = Set.copyOf(stages);
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(since, "since");
    }
  }

  /**
   * How many workers died with the item since it last came on; {@code last} is empty where a new
   * one has taken its place.
   */
  public record Lost(Set<StageName> stages, int times, Optional<Worker> last) {
    public Lost {
      stages = Set.copyOf(stages);
      Objects.requireNonNull(last, "last");
    }
  }

  /** A worker that died, and when it had begun. */
  public record Worker(String node, Instant since) {
    public Worker {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(since, "since");
    }
  }
}
