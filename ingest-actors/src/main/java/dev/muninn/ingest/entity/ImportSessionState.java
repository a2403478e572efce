package dev.muninn.ingest.entity;

import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportFacts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an import stands: not begun, running, or over. */
sealed interface ImportSessionState {

  /** As many lines as a report keeps; what failed beyond it is only counted. */
  int MAX_LINES = 1000;

  Verdict<ImportSessionEvent, ImportSessionReply> decide(ImportSessionCommand command, Instant now);

  ImportSessionState apply(ImportSessionEvent event);

  /** Nobody has begun it. */
  record AwaitingBegin() implements ImportSessionState {
    @Override
    public Verdict<ImportSessionEvent, ImportSessionReply> decide(
        ImportSessionCommand command, Instant now) {
      if (command instanceof ImportSessionCommand.Begin begin) {
        return Verdict.persist(
            new ImportSessionEvent.Began(begin.source(), begin.beneath(), begin.by(), now),
            ImportSessionReply.Done::new);
      }
      return Verdict.answer(
          nr ->
              new ImportSessionReply.Rejected(RejectionReason.UNKNOWN, "there is no such import"));
    }

    @Override
    public ImportSessionState apply(ImportSessionEvent event) {
      if (event instanceof ImportSessionEvent.Began began) {
        return new Running(
            new ImportFacts(
                began.source(),
                began.beneath(),
                began.at(),
                began.at(),
                Optional.empty(),
                Optional.empty(),
                ImportCounts.NONE,
                List.of()));
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
      if (command instanceof ImportSessionCommand.Finish finish) {
        return Verdict.persist(
            new ImportSessionEvent.Finished(finish.trouble(), now), ImportSessionReply.Done::new);
      }
      if (command instanceof ImportSessionCommand.RecordProgress progress) {
        return progress(progress, now);
      }
      boolean untouched = facts.counts().equals(ImportCounts.NONE);
      if (command instanceof ImportSessionCommand.Restart && !untouched) {
        return Verdict.persist(new ImportSessionEvent.Restarted(now), ImportSessionReply.Done::new);
      }
      return Verdict.answer(ImportSessionReply.Done::new);
    }

    private Verdict<ImportSessionEvent, ImportSessionReply> progress(
        ImportSessionCommand.RecordProgress progress, Instant now) {
      List<ImportLine> fresh = freshLines(progress);
      if (fresh.isEmpty() && progress.counts().equals(facts.counts())) {
        return Verdict.answer(ImportSessionReply.Done::new);
      }
      return Verdict.persist(
          new ImportSessionEvent.Progressed(progress.counts(), fresh, now),
          ImportSessionReply.Done::new);
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
      if (event instanceof ImportSessionEvent.Progressed progressed) {
        List<ImportLine> lines = new ArrayList<>(facts.lines());
        lines.addAll(progressed.lines());
        return new Running(with(event.at(), progressed.counts(), lines));
      }
      if (event instanceof ImportSessionEvent.Restarted) {
        return new Running(with(event.at(), ImportCounts.NONE, List.of()));
      }
      if (event instanceof ImportSessionEvent.Finished finished) {
        return new Over(
            new ImportFacts(
                facts.source(),
                facts.beneath(),
                facts.startedAt(),
                finished.at(),
                Optional.of(finished.at()),
                finished.trouble(),
                facts.counts(),
                facts.lines()));
      }
      throw new IllegalStateException("a running import had " + event);
    }

    private ImportFacts with(Instant at, ImportCounts counts, List<ImportLine> lines) {
      return new ImportFacts(
          facts.source(),
          facts.beneath(),
          facts.startedAt(),
          at,
          Optional.empty(),
          Optional.empty(),
          counts,
          lines);
    }
  }

  /** Nothing changes any more; whatever is reported late is done already. */
  record Over(ImportFacts facts) implements ImportSessionState {
    @Override
    public Verdict<ImportSessionEvent, ImportSessionReply> decide(
        ImportSessionCommand command, Instant now) {
      return command instanceof ImportSessionCommand.Inspect
          ? Verdict.answer(nr -> new ImportSessionReply.Inspected(facts))
          : Verdict.answer(ImportSessionReply.Done::new);
    }

    @Override
    public ImportSessionState apply(ImportSessionEvent event) {
      throw new IllegalStateException("an import that is over had " + event);
    }
  }
}
