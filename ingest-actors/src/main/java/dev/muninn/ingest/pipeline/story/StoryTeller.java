package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.MediaId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what happened to an item from its own events, in their order. A pure function: the live
 * lease is the one thing that the journal does not hold, so it is handed in.
 */
public final class StoryTeller {
  private final EmbeddingSpace active;

  /** Embed and index are told for the space {@code active}. */
  public StoryTeller(EmbeddingSpace active) {
    this.active = Objects.requireNonNull(active, "active");
  }

  /** Who works on the item right now, on which stages, and since when. */
  public record Running(Set<StageName> stages, String node, Instant since) {
    public Running {
      stages = Set.copyOf(stages);
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(since, "since");
    }
  }

  /** The story so far; {@code events} are all of one item, oldest first. */
  public Story tell(MediaId mediaId, List<JournalEvent> events, Optional<Running> running) {
    Plot plot = new Plot(active);
    List<Story.Entry> entries = new ArrayList<>();
    for (JournalEvent row : events) {
      if (row.event() instanceof MediaItemEvent event) {
        plot.follow(event);
        entries.add(
            new Story.Entry(
                row.sequenceNr(),
                event.getClass().getSimpleName(),
                event.at(),
                Sentences.of(event)));
      }
    }
    List<Story.Step> steps =
        plot.steps().stream().map(step -> running.map(r -> live(step, r)).orElse(step)).toList();
    return new Story(mediaId, statusOf(plot, steps), steps, entries);
  }

  private static Story.Step live(Story.Step step, Running running) {
    boolean open = step.status() == StepStatus.WAITING || step.status() == StepStatus.FAILED;
    if (!open || !running.stages().contains(step.stage())) {
      return step;
    }
    return new Story.Step(
        step.stage(),
        StepStatus.RUNNING,
        step.attempts() + 1,
        Optional.of(running.node()),
        Optional.of(running.since()),
        Optional.empty(),
        step.error(),
        Optional.empty());
  }

  private static MediaStatus statusOf(Plot plot, List<Story.Step> steps) {
    if (plot.trashed()) {
      return MediaStatus.TRASHED;
    }
    if (any(steps, StepStatus.RUNNING)) {
      return MediaStatus.RUNNING;
    }
    if (plot.quarantined()) {
      return MediaStatus.QUARANTINED;
    }
    if (any(steps, StepStatus.FAILED)) {
      return MediaStatus.FAILED;
    }
    return any(steps, StepStatus.WAITING) ? MediaStatus.WAITING : MediaStatus.READY;
  }

  private static boolean any(List<Story.Step> steps, StepStatus status) {
    return steps.stream().anyMatch(step -> step.status() == status);
  }
}
