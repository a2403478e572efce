package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.ingest.source.FileIntake.Outcome;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.ImportSessionReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the session how far its scan has come: after so many files or a second, whichever is first.
 * {@link #saw} and {@link #add} are thread-safe, the rest belongs to the thread of the scan.
 */
final class ScanReport {

  private static final long EVERY_NANOS = 1_000_000_000L;

  private final Entities entities;
  private final ImportSessionKey session;
  private final Tally tally = new Tally();
  private long sentAt = System.nanoTime();
  private int sentLines;
  private ImportCounts sent = ImportCounts.NONE;

  ScanReport(Entities entities, ImportSessionKey session) {
    this.entities = entities;
    this.session = session;
  }

  void saw() {
    tally.saw();
  }

  void add(String path, Outcome outcome) {
    tally.add(path, outcome);
  }

  ImportCounts counts() {
    return tally.counts();
  }

  /** Sends what is new if it is enough. */
  void sendAfter(int files) {
    ImportCounts counts = tally.counts();
    long progress = counts.decided() - sent.decided() + counts.seen() - sent.seen();
    boolean due = System.nanoTime() - sentAt > EVERY_NANOS;
    if (progress > 0 && (due || progress >= files)) {
      send();
    }
  }

  void send() {
    ImportCounts counts = tally.counts();
    List<ImportLine> lines = tally.linesFrom(sentLines);
    int first = sentLines;
    tell(replyTo -> new ImportSessionCommand.RecordProgress(counts, first, lines, replyTo));
    sent = counts;
    sentLines += lines.size();
    sentAt = System.nanoTime();
  }

  void pause(String words) {
    send();
    tell(replyTo -> new ImportSessionCommand.Pause(words, replyTo));
  }

  void resume() {
    tell(ImportSessionCommand.Resume::new);
  }

  /** The last word. After a scan that got to its end, what was seen is what was decided. */
  void finish(Optional<String> trouble) {
    if (trouble.isEmpty()) {
      tally.settle();
    }
    send();
    tell(replyTo -> new ImportSessionCommand.Finish(trouble, replyTo));
  }

  private void tell(Function<ActorRef<ImportSessionReply>, ImportSessionCommand> command) {
    entities.ask(session, command).toCompletableFuture().join();
  }
}
