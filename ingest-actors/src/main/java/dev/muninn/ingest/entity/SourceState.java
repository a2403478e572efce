package dev.muninn.ingest.entity;

import dev.muninn.media.SessionId;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceFacts;
import dev.muninn.media.signal.SourceFacts.OwedScan;
import dev.muninn.media.signal.SourceReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a source stands: not made yet, or made. */
sealed interface SourceState {

  Verdict<SourceEvent, SourceReply> decide(SourceCommand command, Instant now);

  SourceState apply(SourceEvent event);

  /** Nobody has made it. */
  record AwaitingCreation() implements SourceState {
    @Override
    public Verdict<SourceEvent, SourceReply> decide(SourceCommand command, Instant now) {
      if (command instanceof SourceCommand.Create c) {
        return Verdict.persist(
            new SourceEvent.Created(
                c.name(), c.root(), c.custody(), c.watch(), c.include(), c.exclude(), c.by(), now),
            SourceReply.Done::new);
      }
      return Verdict.answer(
          nr -> new SourceReply.Rejected(RejectionReason.UNKNOWN, "there is no such source"));
    }

    @Override
    public SourceState apply(SourceEvent event) {
      if (event instanceof SourceEvent.Created c) {
        return new Existing(
            new SourceFacts(
                c.name(),
                c.root(),
                c.custody(),
                c.watch(),
                c.include(),
                c.exclude(),
                c.by(),
                false,
                Optional.empty(),
                false,
                List.of()));
      }
      throw new IllegalStateException("a source that was not created had " + event);
    }
  }

  /** It is there; maybe offline, maybe scanned. */
  record Existing(SourceFacts facts) implements SourceState {
    @Override
    public Verdict<SourceEvent, SourceReply> decide(SourceCommand command, Instant now) {
      if (command instanceof SourceCommand.StartScan start) {
        return startScan(start, now);
      }
      if (command instanceof SourceCommand.EndScan end) {
        return endScan(end, now);
      }
      if (command instanceof SourceCommand.RecordReach reach) {
        return new Verdict<>(reach(reach.trouble(), now), SourceReply.Done::new);
      }
      if (command instanceof SourceCommand.ConfirmFolder confirm && !facts.confirmed()) {
        return Verdict.persist(
            new SourceEvent.FolderConfirmed(confirm.by(), now), SourceReply.Done::new);
      }
      if (command instanceof SourceCommand.Inspect) {
        return Verdict.answer(nr -> new SourceReply.Inspected(facts));
      }
      // created before: the id is random, so it is the same request again
      return Verdict.answer(SourceReply.Done::new);
    }

    private Verdict<SourceEvent, SourceReply> startScan(
        SourceCommand.StartScan start, Instant now) {
      Optional<SessionId> same =
          facts.scans().stream()
              .filter(scan -> scan.beneath().equals(start.beneath()))
              .map(OwedScan::session)
              .findFirst();
      if (same.isPresent()) {
        return Verdict.answer(nr -> new SourceReply.Scanning(same.get()));
      }
      return Verdict.persist(
          new SourceEvent.ScanStarted(start.session(), start.beneath(), start.by(), now),
          nr -> new SourceReply.Scanning(start.session()));
    }

    private Verdict<SourceEvent, SourceReply> endScan(SourceCommand.EndScan end, Instant now) {
      List<SourceEvent> events = new ArrayList<>();
      if (facts.scans().stream().noneMatch(scan -> scan.session().equals(end.session()))) {
        return Verdict.answer(SourceReply.Done::new);
      }
      events.add(new SourceEvent.ScanEnded(end.session(), now));
      end.folder()
          .filter(folder -> !facts.folder().equals(Optional.of(folder)))
          .ifPresent(folder -> events.add(new SourceEvent.FolderSeen(folder, now)));
      events.addAll(reach(end.trouble(), now));
      return new Verdict<>(events, SourceReply.Done::new);
    }

    private List<SourceEvent> reach(Optional<String> trouble, Instant now) {
      if (trouble.isPresent() == facts.offline()) {
        return List.of();
      }
      return List.of(
          trouble
              .<SourceEvent>map(words -> new SourceEvent.WentOffline(words, now))
              .orElseGet(() -> new SourceEvent.CameOnline(now)));
    }

    @Override
    public SourceState apply(SourceEvent event) {
      List<OwedScan> scans = new ArrayList<>(facts.scans());
      if (event instanceof SourceEvent.ScanStarted started) {
        scans.add(new OwedScan(started.session(), started.beneath(), started.by()));
        return with(facts.offline(), facts.folder(), facts.confirmed(), scans);
      }
      if (event instanceof SourceEvent.ScanEnded ended) {
        scans.removeIf(scan -> scan.session().equals(ended.session()));
        return with(facts.offline(), facts.folder(), false, scans);
      }
      if (event instanceof SourceEvent.WentOffline) {
        return with(true, facts.folder(), facts.confirmed(), scans);
      }
      if (event instanceof SourceEvent.CameOnline) {
        return with(false, facts.folder(), facts.confirmed(), scans);
      }
      if (event instanceof SourceEvent.FolderSeen seen) {
        return with(facts.offline(), Optional.of(seen.folder()), facts.confirmed(), scans);
      }
      if (event instanceof SourceEvent.FolderConfirmed) {
        return with(facts.offline(), facts.folder(), true, scans);
      }
      throw new IllegalStateException("a source that was created had " + event);
    }

    private Existing with(
        boolean offline, Optional<String> folder, boolean confirmed, List<OwedScan> scans) {
      return new Existing(
          new SourceFacts(
              facts.name(),
              facts.root(),
              facts.custody(),
              facts.watch(),
              facts.include(),
              facts.exclude(),
              facts.by(),
              offline,
              folder,
              confirmed,
              scans));
    }
  }
}
