package dev.muninn.ingest.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.Custody;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportFacts;
import dev.muninn.media.signal.ImportLine;
import dev.muninn.media.signal.ImportSessionCommand;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionReply;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportStatesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ParticipantId ANNA = ParticipantId.random();
  private static final SessionId ONE = SessionId.random();
  private static final SessionId TWO = SessionId.random();

  private SourceState source = new SourceState.AwaitingCreation();
  private ImportSessionState session = new ImportSessionState.AwaitingBegin();

  @Test
  void createsASourceOnce() {
    assertEquals(1, tell(create()).events().size());
    assertEquals(0, tell(create()).events().size());
  }

  @Test
  void knowsNothingOfASourceThatWasNotCreated() {
    for (SourceCommand command :
        List.of(start(ONE), end(ONE, Optional.empty()), new SourceCommand.Inspect(null))) {
      assertTrue(tell(command).answer().apply(0) instanceof SourceReply.Rejected);
    }
    assertThrows(IllegalStateException.class, () -> source.apply(new SourceEvent.CameOnline(NOW)));
  }

  @Test
  void namesTheScanThatIsOwedAlready() {
    tell(create());
    tell(start(ONE));

    Verdict<SourceEvent, SourceReply> again = tell(start(TWO));

    assertEquals(List.of(), again.events());
    assertEquals(new SourceReply.Scanning(ONE), again.answer().apply(2));
  }

  @Test
  void scansPlacesBesideEachOther() {
    tell(create());
    tell(start(ONE));

    assertEquals(
        new SourceReply.Scanning(TWO),
        tell(new SourceCommand.StartScan(TWO, Optional.of("sub"), ANNA, null)).answer().apply(3));
  }

  @Test
  void goesOfflineAndOnlineOnce() {
    tell(create());
    tell(start(ONE));
    assertEquals(2, tell(end(ONE, Optional.of("gone"))).events().size());
    assertEquals(0, tell(end(ONE, Optional.of("gone"))).events().size());
    tell(start(TWO));
    assertEquals(2, tell(end(TWO, Optional.empty())).events().size());
  }

  @Test
  void isToldByWhoeverLooksThatItIsOfflineAndBack() {
    tell(create());
    assertEquals(0, tell(reach(Optional.empty())).events().size());
    assertEquals(
        List.of(new SourceEvent.WentOffline("gone", NOW)),
        tell(reach(Optional.of("gone"))).events());
    assertEquals(0, tell(reach(Optional.of("gone"))).events().size());
    assertEquals(List.of(new SourceEvent.CameOnline(NOW)), tell(reach(Optional.empty())).events());
  }

  @Test
  void remembersWhichFolderItSawLast() {
    tell(create());
    tell(start(ONE));
    assertEquals(2, tell(endIn("1:2", ONE)).events().size());
    tell(start(TWO));
    assertEquals(1, tell(endIn("1:2", TWO)).events().size());

    assertEquals(Optional.of("1:2"), ((SourceState.Existing) source).facts().folder());
  }

  @Test
  void believesAPersonUntilTheNextScanHasEnded() {
    tell(create());
    assertEquals(1, tell(new SourceCommand.ConfirmFolder(ANNA, null)).events().size());
    assertEquals(0, tell(new SourceCommand.ConfirmFolder(ANNA, null)).events().size());
    tell(start(ONE));
    assertTrue(((SourceState.Existing) source).facts().confirmed());
    tell(end(ONE, Optional.empty()));
    assertFalse(((SourceState.Existing) source).facts().confirmed());
  }

  @Test
  void pausesAndGoesOn() {
    begin();
    tell(progress(5, 0));
    assertEquals(1, tell(new ImportSessionCommand.Pause("no room", null)).events().size());
    assertEquals(0, tell(new ImportSessionCommand.Pause("no room yet", null)).events().size());
    assertEquals(Optional.of("no room"), running().trouble());
    assertEquals(1, tell(new ImportSessionCommand.Resume(null)).events().size());
    assertEquals(0, tell(new ImportSessionCommand.Resume(null)).events().size());
    assertEquals(Optional.empty(), running().trouble());
    assertEquals(5, running().counts().seen());
  }

  @Test
  void forgetsAPauseThatItsNodeDidNotSurvive() {
    begin();
    tell(new ImportSessionCommand.Pause("no room", null));
    assertEquals(1, tell(new ImportSessionCommand.Restart(null)).events().size());
    assertEquals(Optional.empty(), running().trouble());
  }

  @Test
  void countsInTotalsSoThatReportsMayBeRepeated() {
    begin();
    assertEquals(1, tell(progress(5, 0, line("a"), line("b"))).events().size());
    assertEquals(0, tell(progress(5, 0, line("a"), line("b"))).events().size());
    tell(progress(6, 1, line("b"), line("c")));

    ImportSessionState.Running running = (ImportSessionState.Running) session;
    assertEquals(List.of(line("a"), line("b"), line("c")), running.facts().lines());
    assertEquals(6, running.facts().counts().seen());
  }

  @Test
  void keepsAThousandLines() {
    begin();
    List<ImportLine> many = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      many.add(line("f" + i));
    }
    tell(progress(1500, 0, many.toArray(ImportLine[]::new)));

    assertEquals(1000, ((ImportSessionState.Running) session).facts().lines().size());
  }

  @Test
  void beginsAgainFromNothing() {
    begin();
    assertEquals(0, tell(new ImportSessionCommand.Restart(null)).events().size());
    tell(progress(5, 0, line("a")));
    assertEquals(1, tell(new ImportSessionCommand.Restart(null)).events().size());

    ImportSessionState.Running running = (ImportSessionState.Running) session;
    assertEquals(ImportCounts.NONE, running.facts().counts());
    assertEquals(List.of(), running.facts().lines());
  }

  @Test
  void changesNothingOnceItIsOver() {
    begin();
    tell(new ImportSessionCommand.Finish(Optional.of("why"), null));

    assertEquals(0, tell(progress(9, 0, line("late"))).events().size());
    assertEquals(0, tell(new ImportSessionCommand.Restart(null)).events().size());
    assertEquals(Optional.of("why"), ((ImportSessionState.Over) session).facts().trouble());
    assertThrows(
        IllegalStateException.class, () -> session.apply(new ImportSessionEvent.Restarted(NOW)));
  }

  @Test
  void knowsNothingOfAnImportThatWasNotBegun() {
    assertTrue(
        tell(new ImportSessionCommand.Inspect(null)).answer().apply(0)
            instanceof ImportSessionReply.Rejected);
    assertThrows(
        IllegalStateException.class, () -> session.apply(new ImportSessionEvent.Restarted(NOW)));
  }

  private void begin() {
    tell(new ImportSessionCommand.Begin(SourceId.random(), Optional.empty(), ANNA, null));
  }

  private Verdict<SourceEvent, SourceReply> tell(SourceCommand command) {
    Verdict<SourceEvent, SourceReply> verdict = source.decide(command, NOW);
    verdict.events().forEach(event -> source = source.apply(event));
    return verdict;
  }

  private Verdict<ImportSessionEvent, ImportSessionReply> tell(ImportSessionCommand command) {
    Verdict<ImportSessionEvent, ImportSessionReply> verdict = session.decide(command, NOW);
    verdict.events().forEach(event -> session = session.apply(event));
    return verdict;
  }

  private static SourceCommand create() {
    return new SourceCommand.Create(
        "Photos", "/srv", Custody.COPY, false, List.of(), List.of(), ANNA, null);
  }

  private static SourceCommand start(SessionId session) {
    return new SourceCommand.StartScan(session, Optional.empty(), ANNA, null);
  }

  private static SourceCommand end(SessionId session, Optional<String> trouble) {
    return new SourceCommand.EndScan(session, trouble, Optional.empty(), null);
  }

  private static SourceCommand endIn(String folder, SessionId session) {
    return new SourceCommand.EndScan(session, Optional.empty(), Optional.of(folder), null);
  }

  private static SourceCommand reach(Optional<String> trouble) {
    return new SourceCommand.RecordReach(trouble, null);
  }

  private ImportFacts running() {
    return ((ImportSessionState.Running) session).facts();
  }

  private static ImportSessionCommand progress(long seen, int first, ImportLine... lines) {
    return new ImportSessionCommand.RecordProgress(
        new ImportCounts(seen, 0, 0, 0, 0), first, List.of(lines), null);
  }

  private static ImportLine line(String path) {
    return new ImportLine(path, "broken-file", "words");
  }
}
