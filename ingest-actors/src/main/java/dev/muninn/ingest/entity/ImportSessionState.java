package dev.muninn.ingest.entity;

import dev.muninn.catalog.Imports;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportFacts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Where an import stands: not begun, running, or over. */
sealed interface ImportSessionState {

  /** As many lines as a report keeps; what failed beyond it is only counted. */
  int MAX_LINES = Imports.MAX_REPORT;

  LongFunction<ImportSessionReply> DONE = ImportSessionReply.Done::new;

  Verdict<ImportSessionEvent, ImportSessionReply> decide(ImportSessionCommand command, Instant now);

  ImportSessionState apply(ImportSessionEvent event);

  /** Nobody has begun it. */
  record AwaitingBegin() implements ImportSessionState {
    @Override
    public Verdict<ImportSessionEvent, ImportSessionReply> decide(
        ImportSessionCommand command, Instant now) {
      if (command instanceof ImportSessionCommand.Begin begin) {
        return Verdict.persist(
            new ImportSessionEvent.Began(begin.source(), begin.beneath(), begin.by(), now), DONE);
      }
      return Verdict.answer(
          nr ->
              new ImportSessionReply.Rejected(RejectionReason.UNKNOWN, "there is no such import"));
    }

    @Override
    public ImportSessionState apply(ImportSessionEvent event) {
      if (event instanceof ImportSessionEvent.Began began) {
        return new Running(ImportFold.begin(began));
      }
      throw new IllegalStateException("an import that was not begun had " + event);
    }
  }

  /** A scan works on it. */
  record Running(ImportFacts facts) implements ImportSessionState {
    @Override
    public Verdict<ImportSessionEvent, ImportSessionReply> decide(
        ImportSessionCommand command, Instant now) {
      if (command instanceof ImportSessionCommand.Inspect) {
        return Verdict.answer(nr -> new ImportSessionReply.Inspected(facts));
      }
      if (command instanceof ImportSessionCommand.RecordProgress progress) {
        return progress(progress, now);
      }
      return news(command, now)
          .map(event -> Verdict.<ImportSessionEvent, ImportSessionReply>persist(event, DONE))
          .orElseGet(() -> Verdict.answer(DONE));
    }

    /** What the command changes, if anything. */
    private Optional<ImportSessionEvent> news(ImportSessionCommand command, Instant now) {
      if (command instanceof ImportSessionCommand.Finish finish) {
        return Optional.of(new ImportSessionEvent.Finished(finish.trouble(), now));
      }
      if (command instanceof ImportSessionCommand.Pause pause) {
        return facts.trouble().isPresent()
            ? Optional.empty()
            : Optional.of(new ImportSessionEvent.Paused(pause.words(), now));
      }
      if (command instanceof ImportSessionCommand.Resume) {
        return facts.trouble().map(waited -> new ImportSessionEvent.Resumed(now));
      }
      boolean touched = !facts.counts().equals(ImportCounts.NONE) || facts.trouble().isPresent();
      return command instanceof ImportSessionCommand.Restart && touched
          ? Optional.of(new ImportSessionEvent.Restarted(now))
          : Optional.empty();
    }

    private Verdict<ImportSessionEvent, ImportSessionReply> progress(
        ImportSessionCommand.RecordProgress progress, Instant now) {
      List<ImportLine> fresh = freshLines(progress);
      if (fresh.isEmpty() && progress.counts().equals(facts.counts())) {
        return Verdict.answer(DONE);
      }
      return Verdict.persist(
          new ImportSessionEvent.Progressed(progress.counts(), fresh, now), DONE);
    }

    /** Those lines that are not here yet and still fit. */
    private List<ImportLine> freshLines(ImportSessionCommand.RecordProgress progress) {
      int have = facts.lines().size();
      int from = Math.min(Math.max(0, have - progress.firstLine()), progress.lines().size());
      int to = Math.min(progress.lines().size(), from + MAX_LINES - have);
      return progress.lines().subList(from, Math.max(from, to));
    }

    @Override
    public ImportSessionState apply(ImportSessionEvent event) {
      ImportFacts next = ImportFold.apply(facts, event);
      return next.endedAt().isPresent() ? new Over(next) : new Running(next);
    }
  }

  /** Nothing changes any more; whatever is reported late is done already. */
  record Over(ImportFacts facts) implements ImportSessionState {
    @Override
    public Verdict<ImportSessionEvent, ImportSessionReply> decide(
        ImportSessionCommand command, Instant now) {
      return command instanceof ImportSessionCommand.Inspect
          ? Verdict.answer(nr -> new ImportSessionReply.Inspected(facts))
          : Verdict.answer(DONE);
    }

    @Override
    public ImportSessionState apply(ImportSessionEvent event) {
      throw new IllegalStateException("an import that is over had " + event);
    }
  }
}
