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
    if (event instanceof SourceEvent.FolderSeen) {
      return "It is remembered which folder it is, to tell when another one is in its place";
    }
    if (event instanceof SourceEvent.FolderConfirmed) {
      return "A person said that the folder that is there now is the right one";
    }
    throw new IllegalStateException("no sentence for " + event);
  }
}
