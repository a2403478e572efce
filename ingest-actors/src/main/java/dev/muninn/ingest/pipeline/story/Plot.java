package dev.muninn.ingest.pipeline.story;

import dev.muninn.catalog.Story;
import dev.muninn.media.MediaKind;
import dev.muninn.media.RunId;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the events of one item and keeps how each step stands; embed and index are done with the
 * first space that they are done in, what comes later in another one is told by the events alone.
 * Confined to one telling.
 */
final class Plot {
  private final Map<StageName, StepLine> lines = new EnumMap<>(StageName.class);
  private final Set<String> parts = new HashSet<>();

  Plot() {
    begin();
  }

  private void begin() {
    parts.clear();
    for (StageName stage : StageName.values()) {
      lines.put(stage, new StepLine(stage));
    }
  }

  List<Story.Step> steps() {
    return lines.values().stream().map(StepLine::step).toList();
  }

  void follow(MediaItemEvent event) {
    if (!beginning(event) && !progress(event)) {
      trouble(event);
    }
  }

  private boolean beginning(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired acquired) {
      begin();
      lines.get(StageName.ACQUIRE).done(acquired.step());
      if (acquired.type().kind() == MediaKind.AUDIO) {
        for (StageName stage : List.of(StageName.PREVIEW, StageName.EMBED, StageName.INDEX)) {
          lines.get(stage).skip();
        }
      }
      return true;
    }
    if (event instanceof MediaItemEvent.Hashed hashed) {
      lines.get(StageName.HASH).done(hashed.step());
      return true;
    }
    return false;
  }

  private boolean progress(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Stored stored) {
      lines.get(StageName.STORE).done(stored.step());
    } else if (event instanceof MediaItemEvent.Described described) {
      lines.get(StageName.DESCRIBE).done(described.step());
    } else if (event instanceof MediaItemEvent.Previewed previewed) {
      if (complete(StageName.PREVIEW, previewed.run(), previewed.part(), previewed.parts())) {
        lines.get(StageName.PREVIEW).done(previewed.step());
      }
    } else if (event instanceof MediaItemEvent.Embedded embedded) {
      if (isOpen(StageName.EMBED)
          && complete(StageName.EMBED, embedded.run(), embedded.part(), embedded.parts())) {
        lines.get(StageName.EMBED).done(embedded.step());
      }
    } else if (event instanceof MediaItemEvent.Indexed indexed) {
      if (isOpen(StageName.INDEX)) {
        lines.get(StageName.INDEX).done(indexed.step());
      }
    } else {
      return false;
    }
    return true;
  }

  /** A step is done when all parts of one run are there. */
  private boolean complete(StageName stage, RunId run, int part, int of) {
    String prefix = stage.word() + '/' + run + '/';
    parts.add(prefix + part);
    return parts.stream().filter(seen -> seen.startsWith(prefix)).count() == of;
  }

  private void trouble(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.StageFailed failed) {
      if (isOpen(failed.stage())) {
        lines.get(failed.stage()).fail(failed);
      }
    } else if (event instanceof MediaItemEvent.Quarantined gone) {
      if (isOpen(gone.stage())) {
        lines.get(gone.stage()).giveUp(new StageFailure(gone.code(), gone.detail()));
      }
    } else if (event instanceof MediaItemEvent.RetryRequested retry) {
      lines.values().stream()
          .filter(line -> retry.stage().isEmpty() || retry.stage().get() == line.stage())
          .forEach(StepLine::tryAgain);
    } else if (event instanceof MediaItemEvent.DamageFound) {
      lines.get(StageName.STORE).reopen();
    } else if (event instanceof MediaItemEvent.Healed) {
      lines.get(StageName.STORE).reopen();
      lines.get(StageName.DESCRIBE).tryAgain();
      lines.get(StageName.PREVIEW).tryAgain();
    } else if (event instanceof MediaItemEvent.DerivedLost) {
      lines.get(StageName.PREVIEW).reopen();
    }
  }

  /** From embed on, a step that is done in one space is not undone by another. */
  private boolean isOpen(StageName stage) {
    return stage.compareTo(StageName.EMBED) < 0 || !lines.get(stage).isDone();
  }
}
