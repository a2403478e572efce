package dev.muninn.ingest.pipeline.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.catalog.ChangeFeed.Change;
import dev.muninn.catalog.ChangeFeed.Subject;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ImportCounts;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SourceKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalChangeFeedIT {
  private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
  private static final OrgId ORG = new OrgId("home");
  private static final MediaId ITEM = new MediaId("a".repeat(26));
  private static final Optional<String> START = Optional.of("0:0");

  private JournalPen pen;

  @BeforeEach
  void open() {
    pen = new JournalPen();
  }

  @AfterEach
  void close() {
    pen.close();
  }

  @Test
  void tellsOfItemsSessionsAndSourcesOfTheOrgAlone() throws Exception {
    SessionId session = SessionId.random();
    SourceId source = SourceId.random();
    ImportCounts counts = new ImportCounts(9, 3, 2, 1, 0);
    pen.writeNow(item(new OrgId("other"), ITEM), 1, restored());
    pen.writeNow(item(ORG, ITEM), 7, restored());
    pen.writeNow(
        new ImportSessionKey(ORG, session).persistenceId(),
        2,
        new ImportSessionEvent.Progressed(counts, List.of(), T));
    pen.writeNow(
        new SourceKey(ORG, source).persistenceId(), 4, new SourceEvent.WentOffline("unmounted", T));
    try (Listener listener = Listener.of(changes(START))) {
      Change first = listener.next();
      assertEquals(Subject.MEDIA, first.subject());
      assertEquals(ITEM.value(), first.subjectId());
      assertEquals(7, first.sequenceNr());
      assertEquals("Restored", first.type());
      assertEquals("Taken out of the trash", first.summary());
      Change second = listener.next();
      assertEquals(Subject.SESSION, second.subject());
      assertEquals(session.value(), second.subjectId());
      assertTrue(second.summary().contains("9 files seen: 3 new"), second.summary());
      Change third = listener.next();
      assertEquals(Subject.SOURCE, third.subject());
      assertTrue(third.summary().contains("unmounted"), third.summary());
    }
  }

  @Test
  void aReaderWhoWasAwayGoesOnWhereItStopped() throws Exception {
    writeItems(1, 1_200);
    String last = "";
    List<Long> heard = new ArrayList<>();
    try (Listener listener = Listener.of(changes(START))) {
      for (int i = 0; i < 700; i++) {
        Change change = listener.next();
        heard.add(change.sequenceNr());
        last = change.id();
      }
    }
    writeItems(1_201, 1_300);
    try (Listener listener = Listener.of(changes(Optional.of(last)))) {
      while (heard.size() < 1_300) {
        heard.add(listener.next().sequenceNr());
      }
      pen.writeNow(item(ORG, ITEM), 1_301, restored());
      heard.add(listener.next().sequenceNr());
    }
    assertEquals(LongStream.rangeClosed(1, 1_301).boxed().toList(), heard);
  }

  @Test
  void fromNowOnIncludesWhatWasWrittenBeforeAndIsCommittedAfter() throws Exception {
    writeItems(1, 3);
    Connection slow = pen.begin();
    pen.write(slow, item(ORG, ITEM), 4, restored());
    pen.writeNow("MediaItem|other." + ITEM, 1, restored());
    try (Listener listener = Listener.of(changes(Optional.empty()))) {
      pen.commit(slow);
      Change change = listener.next();
      while (change.sequenceNr() < 4) {
        change = listener.next();
      }
      assertEquals(4, change.sequenceNr());
    }
  }

  @Test
  void whoAsksForNothingGetsNothing() throws Exception {
    writeItems(1, 3);
    try (Listener listener = Listener.of(changes(START))) {
      assertEquals(1, listener.next().sequenceNr());
      assertEquals(0, listener.unasked());
      assertEquals(2, listener.next().sequenceNr());
    }
  }

  @Test
  void anEventThatNobodyCanReadIsToldAsThat() throws Exception {
    Connection c = pen.begin();
    pen.insert(c, item(ORG, ITEM), 1, 33, "no.such.Event", "{".getBytes(StandardCharsets.UTF_8));
    pen.commit(c);
    try (Listener listener = Listener.of(changes(START))) {
      Change change = listener.next();
      assertEquals("Undecodable", change.type());
      assertTrue(change.summary().contains("newer one"), change.summary());
    }
  }

  @Test
  void anIdOfNoChangeIsRefused() {
    for (String id : List.of("yesterday", "999999999999:1")) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> changes(Optional.of(id)));
      assertInstanceOf(BadCursorException.class, refused.getCause());
    }
  }

  @Test
  void whoHeardNothingYetGoesOnFromWhereItBegan() throws Exception {
    writeItems(1, 3);
    ChangeFeed.Following began = following(Optional.empty());
    writeItems(4, 5);
    try (Listener listener = Listener.of(changes(Optional.of(began.from())))) {
      Change change = listener.next();
      while (change.sequenceNr() < 4) {
        change = listener.next();
      }
      assertEquals(4, change.sequenceNr());
      assertEquals(5, listener.next().sequenceNr());
    }
  }

  private ChangeFeed.Following following(Optional<String> after) {
    return pen.feed().follow(ORG, after).toCompletableFuture().join();
  }

  private Flow.Publisher<Change> changes(Optional<String> after) {
    return following(after).changes();
  }

  private void writeItems(long from, long to) throws SQLException {
    Connection c = pen.begin();
    for (long nr = from; nr <= to; nr++) {
      pen.write(c, item(ORG, ITEM), nr, restored());
    }
    pen.commit(c);
  }

  private static String item(OrgId org, MediaId id) {
    return new MediaItemKey(org, id).persistenceId();
  }

  private static MediaItemEvent restored() {
    return new MediaItemEvent.Restored(Optional.of(ParticipantId.random()), T);
  }
}
