package dev.muninn.ingest.pipeline.feed;

import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportSessionEvent;

/** One sentence an event of an import, for people. */
final class ImportSentences {
  private ImportSentences() {}

  static String of(ImportSessionEvent event) {
    if (event instanceof ImportSessionEvent.Began began) {
      return "The import began"
          + began.beneath().map(path -> ": only what lies in “" + path + "”").orElse("");
    }
    if (event instanceof ImportSessionEvent.Restarted) {
      return "The import was interrupted and is counted again from the start";
    }
    if (event instanceof ImportSessionEvent.Progressed progressed) {
      return of(progressed.counts());
    }
    if (event instanceof ImportSessionEvent.Paused paused) {
      return "The import waits: " + paused.words();
    }
    if (event instanceof ImportSessionEvent.Resumed) {
      return "The import goes on";
    }
    if (event instanceof ImportSessionEvent.Finished finished) {
      return finished
          .trouble()
          .map(why -> "The import ended early: " + why)
          .orElse("The import is done");
    }
    throw new IllegalStateException("no sentence for " + event);
  }

  private static String of(ImportCounts counts) {
    return "%d files seen: %d new, %d known, %d of no kind that is taken in, %d failed, %d left"
        .formatted(
            counts.seen(),
            counts.fresh(),
            counts.known(),
            counts.unsupported(),
            counts.failed(),
            counts.left());
  }
}
