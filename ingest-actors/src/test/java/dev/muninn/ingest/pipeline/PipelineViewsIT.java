package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.ANNA;
import static dev.muninn.ingest.pipeline.ViewFixture.AT;
import static dev.muninn.ingest.pipeline.ViewFixture.ORG;
import static dev.muninn.ingest.pipeline.ViewFixture.OTHER;
import static dev.muninn.ingest.pipeline.ViewFixture.STEP;
import static dev.muninn.ingest.pipeline.ViewFixture.acquired;
import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static dev.muninn.ingest.pipeline.ViewFixture.born;
import static dev.muninn.ingest.pipeline.ViewFixture.event;
import static dev.muninn.ingest.pipeline.ViewFixture.failed;
import static dev.muninn.ingest.pipeline.ViewFixture.key;
import static dev.muninn.ingest.pipeline.ViewFixture.quarantined;
import static dev.muninn.ingest.pipeline.ViewFixture.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.PipelineGauges.Gauge;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.RunId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineViewsIT {
  private final ViewFixture view = new ViewFixture();

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void anOrgSeesItsOwnAndTheLawHolds() {
    MediaItemKey trashed = key("b");
    view.project(born(key("a")));
    view.project(born(trashed));
    view.project(List.of(event(trashed, 3, new MediaItemEvent.Trashed(ANNA, AT))));
    MediaItemKey purged = key("c");
    view.project(born(purged));
    view.project(List.of(event(purged, 3, new MediaItemEvent.Purged(AT))));
    PipelineCounts counts = view.counts(ORG);
    assertEquals(2, counts.accepted());
    assertEquals(1, counts.trashed());
    assertEquals(1, counts.waiting());
    assertLaw(counts);
    assertEquals(0, view.counts(OTHER).accepted());
    assertEquals(0, view.counts(OTHER).waiting());
  }

  @Test
  void theLawHoldsForEachImportAndTheUploadsBesideIt() {
    SessionId first = SessionId.random();
    SessionId second = SessionId.random();
    view.project(List.of(event(key("a"), 1, acquired(Lane.BULK, Optional.of(first)))));
    view.project(List.of(event(key("b"), 1, acquired(Lane.BULK, Optional.of(first)))));
    view.project(List.of(event(key("c"), 1, acquired(Lane.BULK, Optional.of(second)))));
    view.project(born(key("d")));
    view.project(List.of(event(key("b"), 2, new MediaItemEvent.Trashed(ANNA, AT))));
    assertEquals(4, view.counts(ORG).accepted());
    PipelineCounts counts = view.counts(ORG, Optional.of(first));
    assertEquals(2, counts.accepted());
    assertEquals(1, counts.trashed());
    assertLaw(counts);

    view.project(List.of(event(key("b"), 3, new MediaItemEvent.Purged(AT))));
    assertEquals(1, view.counts(ORG, Optional.of(first)).accepted());
    assertLaw(view.counts(ORG, Optional.of(first)));
    assertEquals(1, view.counts(ORG, Optional.of(second)).accepted());
    assertEquals(0, view.counts(OTHER, Optional.of(first)).accepted());
  }

  @Test
  void theLawIsSeenToFailWhenAnItemIsMissing() {
    view.project(born(key("a")));
    view.execute("DELETE FROM pipeline.pipeline_item");
    PipelineCounts counts = view.counts(ORG);
    assertNotEquals(counts.accepted(), counts.waiting());
  }

  @Test
  void aStageSaysHowLongItsOldestHasStoodThere() {
    view.project(born(key("a")));
    view.execute("UPDATE pipeline.pipeline_item SET stage_since = now() - interval '90 seconds'");
    view.project(born(key("b")));
    long oldest = stage(StageName.STORE, view.counts(ORG)).oldestSeconds().orElseThrow();
    assertTrue(oldest >= 90, "since " + oldest);
    // AT is long ago, and what fails keeps its place in the queue
    view.project(
        List.of(
            event(
                key("b"), 3, failed(StageName.STORE, ErrorCode.STORAGE_FAILED, Optional.of(AT)))));
    assertTrue(stage(StageName.STORE, view.counts(ORG)).oldestSeconds().orElseThrow() >= oldest);
    assertEquals(Optional.empty(), stage(StageName.EMBED, view.counts(ORG)).oldestSeconds());
  }

  @Test
  void theListIsThatOfItsFilterAndSoIsItsTotal() {
    SessionId session = SessionId.random();
    view.project(List.of(event(key("a"), 1, acquired(Lane.BULK, Optional.of(session)))));
    view.project(born(key("b")));
    view.project(
        List.of(
            event(key("b"), 3, failed(StageName.STORE, ErrorCode.BROKEN_FILE, Optional.empty())),
            event(key("b"), 4, quarantined(StageName.STORE, ErrorCode.BROKEN_FILE))));
    view.project(born(key("c")));
    assertEquals(3, items(PipelineFilter.ALL, 1).total());
    assertEquals(1, items(PipelineFilter.ALL, 1).items().size());
    assertTrue(items(PipelineFilter.ALL, 1).next().isPresent());
    Page<PipelineItem> broken = items(filter(Optional.of(ErrorCode.BROKEN_FILE), Optional.empty()));
    assertEquals(key("b").mediaId(), broken.items().get(0).mediaId());
    assertEquals(1, broken.total());
    Page<PipelineItem> imported = items(filter(Optional.empty(), Optional.of(session)));
    assertEquals(key("a").mediaId(), imported.items().get(0).mediaId());
    assertEquals(1, imported.total());
    assertEquals(0, items(filter(Optional.of(ErrorCode.INTERNAL), Optional.empty())).total());
  }

  @Test
  void theGaugesCountAllOrgsByStageAndLane() throws SQLException {
    view.project(born(key("a")));
    view.project(born(key(OTHER, "b")));
    view.project(List.of(event(key("c"), 1, acquired(Lane.INTERACTIVE, Optional.empty()))));
    ViewFixture.only(view.leases("one").claim(ViewFixture.local(), 1));
    try (Connection writer = view.database.databases().writer().getConnection()) {
      List<Gauge> gauges = CountQueries.gauges(writer);
      assertEquals(2, gauges.size(), gauges.toString());
      assertEquals(1, of(Lane.INTERACTIVE, gauges).running());
      assertEquals(Optional.empty(), of(Lane.INTERACTIVE, gauges).oldestSeconds());
      assertEquals(2, of(Lane.BULK, gauges).waiting());
      assertTrue(of(Lane.BULK, gauges).oldestSeconds().orElseThrow() > 0);
    }
  }

  @Test
  void aReplayMakesEqualRowsAndAThousandEventsASecondAreEasy() {
    List<JournalEvent> events = new ArrayList<>();
    SessionId session = new SessionId("s".repeat(26));
    for (int i = 0; i < 800; i++) {
      MediaItemKey key = new MediaItemKey(ORG, new MediaId(word(i)));
      events.add(
          event(key, 1, acquired(Lane.BULK, Optional.of(session).filter(s -> key.hashCode() > 0))));
      events.add(born(key).get(1));
      events.add(event(key, 3, stored()));
      RunId run = new RunId("r".repeat(26));
      events.add(
          event(key, 4, new MediaItemEvent.Previewed(run, 1, 1, List.of(), List.of(), STEP, AT)));
    }
    for (int from = 0; from < events.size(); from += 200) {
      view.project(events.subList(from, Math.min(events.size(), from + 200)));
    }
    String rows = rows();
    view.execute("DELETE FROM pipeline.pipeline_item");
    view.execute("DELETE FROM pipeline.pipeline_work");
    view.execute("DELETE FROM pipeline.accepted");
    for (JournalEvent one : events.subList(0, 40)) {
      view.project(List.of(one));
    }
    view.project(events.subList(40, events.size()));
    assertEquals(rows, rows());
    assertEquals(800, view.counts(ORG).accepted());
  }

  private String rows() {
    return view.text(
        "SELECT (SELECT string_agg(i::text, chr(10) ORDER BY org, media_id)"
            + " FROM pipeline.pipeline_item i)"
            + " || (SELECT string_agg(w::text, chr(10) ORDER BY org, media_id, stage, space)"
            + " FROM pipeline.pipeline_work w)"
            + " || (SELECT string_agg(a::text, chr(10) ORDER BY org, session)"
            + " FROM pipeline.accepted a)");
  }

  private Page<PipelineItem> items(PipelineFilter filter) {
    return items(filter, 10);
  }

  private Page<PipelineItem> items(PipelineFilter filter, int limit) {
    return view.read(
        ORG, connection -> BoardQueries.items(connection, filter, Optional.empty(), limit, 0));
  }

  private static PipelineFilter filter(Optional<ErrorCode> error, Optional<SessionId> session) {
    Optional<MediaStatus> status = error.map(code -> MediaStatus.QUARANTINED);
    return new PipelineFilter(status, Optional.of(StageName.STORE), error, session);
  }

  private static PipelineCounts.StageCount stage(StageName stage, PipelineCounts counts) {
    return counts.stages().stream().filter(one -> one.stage() == stage).findFirst().orElseThrow();
  }

  private static Gauge of(Lane lane, List<Gauge> gauges) {
    return gauges.stream().filter(one -> one.lane() == lane).findFirst().orElseThrow();
  }

  /** A number as 26 letters. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number; word.length() < 26; rest /= 20) {
      word.append((char) ('a' + rest % 20));
    }
    return word.toString();
  }
}
