package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.AttemptOutcome;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.ingest.entity.ProgressFold;
import dev.muninn.media.MediaId;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what happened to an item from its own events, in their order. A pure function: what the
 * journal does not hold, such as the live lease, is handed in.
 */
public final class StoryTeller {
  private final Supplier<EmbeddingSpace> active;

  /** {@code active} is the space that searches are answered from at the moment. */
  public StoryTeller(Supplier<EmbeddingSpace> active) {
    this.active = Objects.requireNonNull(active, "active");
  }

  /** The story so far; {@code events} are all of one item, oldest first. */
  public Story tell(MediaId mediaId, List<JournalEvent> events, Situation now) {
    Plot plot = new Plot();
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
                Sentences.of(event),
                Sentences.by(event)));
      }
    }
    List<Story.Step> steps = plot.steps().stream().map(step -> now(step, now)).toList();
    MediaStatus status = statusOf(progress, steps);
    return new Story(mediaId, status, Remarks.on(steps, status, now, active.get()), entries);
  }

  private static Story.Step now(Story.Step step, Situation now) {
    Story.Step told =
        now.lost()
            .filter(lost -> isOpen(step) && lost.stages().contains(step.stage()))
            .flatMap(Situation.Lost::last)
            .map(worker -> lost(step, worker))
            .orElse(step);
    return now.running().map(running -> live(told, running)).orElse(told);
  }

  private static boolean isOpen(Story.Step step) {
    return step.status() == StepStatus.WAITING || step.status() == StepStatus.FAILED;
  }

  /** Workers that died are no failed attempts: they count apart. */
  private static Story.Step lost(Story.Step step, Situation.Worker lost) {
    List<Story.Attempt> history = new ArrayList<>(step.history());
    history.add(
        new Story.Attempt(
            step.attempts() + 1,
            lost.node(),
            lost.since(),
            Optional.empty(),
            AttemptOutcome.LOST,
            Optional.empty()));
    return new Story.Step(
        step.stage(),
        step.status(),
        step.attempts(),
        step.node(),
        step.startedAt(),
        step.elapsedMs(),
        step.error(),
        step.nextAttemptAt(),
        history,
        step.remark());
  }

  private static Story.Step live(Story.Step step, Situation.Running running) {
    if (!isOpen(step) || !running.stages().contains(step.stage())) {
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
        Optional.empty(),
        step.history(),
        step.remark());
  }

  /** As the views have it, so that list and story cannot disagree. */
  private static MediaStatus statusOf(Optional<Progress> progress, List<Story.Step> steps) {
    MediaStatus status = progress.map(Progress::status).orElse(MediaStatus.WAITING);
    boolean open = status == MediaStatus.WAITING || status == MediaStatus.FAILED;
    return open && steps.stream().anyMatch(step -> step.status() == StepStatus.RUNNING)
        ? MediaStatus.RUNNING
        : status;
  }
}
