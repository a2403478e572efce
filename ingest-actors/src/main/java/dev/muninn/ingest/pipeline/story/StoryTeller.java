package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.ProgressFold;
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
    Optional<Progress> progress = Optional.empty();
    List<Story.Entry> entries = new ArrayList<>();
    for (JournalEvent row : events) {
      if (row.event() instanceof MediaItemEvent event) {
        plot.follow(event);
        progress = ProgressFold.apply(progress, event);
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
    return new Story(mediaId, statusOf(progress, steps), steps, entries);
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

  /** As the views have it, so that list and story cannot disagree. */
  private MediaStatus statusOf(Optional<Progress> progress, List<Story.Step> steps) {
    MediaStatus status = progress.map(it -> it.status(active)).orElse(MediaStatus.WAITING);
    boolean open = status == MediaStatus.WAITING || status == MediaStatus.FAILED;
    return open && steps.stream().anyMatch(step -> step.status() == StepStatus.RUNNING)
        ? MediaStatus.RUNNING
        : status;
  }
}
