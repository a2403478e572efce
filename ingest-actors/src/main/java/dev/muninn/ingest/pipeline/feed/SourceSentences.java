package dev.muninn.ingest.pipeline.feed;

import dev.muninn.media.signal.SourceEvent;

/** One sentence an event of a source, for people. */
final class SourceSentences {
  private SourceSentences() {}

  static String of(SourceEvent event) {
    if (event instanceof SourceEvent.Created created) {
      return "The source “" + created.name() + "” was added: " + created.root();
    }
    if (event instanceof SourceEvent.ScanStarted started) {
      return "It is looked through for new files"
          + started.beneath().map(path -> ", only in “" + path + "”").orElse("");
    }
    if (event instanceof SourceEvent.ScanEnded) {
      return "It was looked through to the end";
    }
    if (event instanceof SourceEvent.WentOffline offline) {
      return "It cannot be reached, nothing in it counts as deleted: " + offline.words();
    }
    if (event instanceof SourceEvent.CameOnline) {
      return "It can be reached again";
    }
    throw new IllegalStateException("no sentence for " + event);
  }
}
