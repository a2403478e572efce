package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineControl.Pause;
import dev.muninn.catalog.Story;
import dev.muninn.catalog.Story.StepStatus;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says of each step that is not done what it waits for. */
final class Remarks {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Remarks() {}

  static List<Story.Step> on(
      List<Story.Step> steps, MediaStatus status, Situation now, EmbeddingSpace active) {
    List<Story.Step> remarked = new ArrayList<>();
    Optional<StageName> first = Optional.empty();
    for (Story.Step step : steps) {
      boolean open = step.status() == StepStatus.WAITING || step.status() == StepStatus.FAILED;
      if (open && first.isEmpty()) {
        first = Optional.of(step.stage());
        remarked.add(with(step, Optional.of(onTurn(step, status, now, active))));
      } else if (open) {
        remarked.add(with(step, first.map(before -> "Follows after " + before.word())));
      } else {
        remarked.add(with(step, begun(step, now)));
      }
      if (step.status() == StepStatus.RUNNING && first.isEmpty()) {
        first = Optional.of(step.stage());
      }
    }
    return remarked;
  }

  private static Optional<String> begun(Story.Step step, Situation now) {
    return switch (step.status()) {
      case SKIPPED -> Optional.of("Not needed: a sound has no picture");
      case RUNNING -> lost(step.stage(), now);
      case WAITING, FAILED, DONE -> Optional.empty();
    };
  }

  private static Optional<String> lost(StageName stage, Situation now) {
    return now.lost().filter(lost -> lost.stages().contains(stage)).map(Remarks::of);
  }

  private static String onTurn(
      Story.Step step, MediaStatus status, Situation now, EmbeddingSpace active) {
    if (status == MediaStatus.TRASHED) {
      return "Nothing is done while it lies in the trash";
    }
    if (status == MediaStatus.QUARANTINED) {
      return "Set aside: it is not tried again until somebody asks for it";
    }
    String waits =
        paused(step.stage(), now)
            .orElseGet(
                () ->
                    step.error()
                        .map(Remarks::afterFailure)
                        .orElseGet(() -> waiting(step.stage(), now, active)));
    return lost(step.stage(), now).map(lost -> lost + ". " + waits).orElse(waits);
  }

  private static Optional<String> paused(StageName stage, Situation now) {
    return now.pauses().stream()
        .filter(pause -> pause.stage() == stage)
        .findFirst()
        .map(Remarks::of);
  }

  private static String of(Pause pause) {
    return "Waiting: the stage "
        + pause.stage().word()
        + " is paused since "
        + MINUTE.format(pause.since())
        + (pause.reason().isBlank() ? "" : ": “" + pause.reason() + "”");
  }

  private static String of(Situation.Lost lost) {
    String last = lost.last().map(worker -> ", last on “" + worker.node() + "”").orElse("");
    return lost.times() == 1
        ? "A worker stopped while it worked on this" + last
        : lost.times() + " workers in a row stopped while they worked on this" + last;
  }

  private static String afterFailure(StageFailure failure) {
    if (failure.code() == ErrorCode.SOURCE_OFFLINE) {
      return "Waits for its source: it goes on by itself when the folder can be reached again";
    }
    if (failure.code() == ErrorCode.DISK_FULL) {
      return "Waits for room on the disk: it goes on by itself when there is some";
    }
    return "Is tried again by itself";
  }

  private static String waiting(StageName stage, Situation now, EmbeddingSpace active) {
    return switch (stage) {
      case ACQUIRE, HASH -> "Waits for its bytes";
      case STORE, DESCRIBE, PREVIEW -> now.storage().orElse("Waits for its turn");
      case EMBED ->
          now.embedders().equals(OptionalInt.of(0))
              ? NoWorker.words(active)
              : "Waits for a worker that runs the model " + active.id();
      case INDEX -> "Waits for the search index to take it in";
    };
  }

  private static Story.Step with(Story.Step step, Optional<String> remark) {
    return new Story.Step(
        step.stage(),
        step.status(),
        step.attempts(),
        step.node(),
        step.startedAt(),
        step.elapsedMs(),
        step.error(),
        step.nextAttemptAt(),
        step.history(),
        remark);
  }
}
