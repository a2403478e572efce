package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.search.SearchMode;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The full text keeps up with the journal, whatever ends in between. */
class TextFollowsIT extends SampleLibrary {
  private static final MediaId BOAT = Vectors.id(9);

  private void boat() throws SQLException {
    fixture.happens(ORG, BOAT, acquired("boat.jpg", MediaType.JPEG), hashed(9));
  }

  @Test
  void takesInWhatCameWhileItWasDown() throws SQLException {
    fixture.stop(module);
    boat();
    start();
    assertEquals(List.of(BOAT), ids("boat", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("couch", SearchMode.TEXT));
  }

  @Test
  void comesBackWhenItsFilesAreGone() {
    fixture.stop(module);
    delete(data.resolve("index").resolve("text"));
    start();
    assertEquals(List.of(CAT), ids("couch", SearchMode.TEXT));
  }

  @Test
  void isMadeAnewWhileTheOldAnswers() throws SQLException {
    boat();
    textSettles();
    AtomicLong read = new AtomicLong();
    var whole = module.text().rebuild((events, ofEvents) -> read.set(events)).toCompletableFuture();
    do {
      assertEquals(List.of(BOAT), ids("boat", SearchMode.TEXT));
    } while (!whole.isDone());
    await(whole);
    assertTrue(read.get() >= 14, "events read: " + read.get());
    assertEquals(List.of(CAT), ids("couch", SearchMode.TEXT));
    fixture.happens(ORG, BOAT, curated("dinghy", 1));
    eventually(() -> ids("dinghy", SearchMode.TEXT).equals(List.of(BOAT)));
  }

  @Test
  void callsAnItemSearchableOnlyWhenItsWordsAreToo() throws SQLException {
    fixture.projections.stop("media-view");
    fixture.happens(
        ORG,
        BOAT,
        acquired("boat.jpg", MediaType.JPEG),
        hashed(9),
        embedded("hull", vector(0, 0, 0, 0, 1)));
    MediaItemKey boat = new MediaItemKey(ORG, BOAT);
    eventually(() -> module.ports().index().partitions(ORG).get(0).lag() == 0);
    eventually(() -> module.text().lagMs() > 0);
    assertFalse(fixture.reported.contains(boat));
    fixture.projections.start(MediaViewProjection.SPEC, MediaViewProjection::new);
    eventually(() -> fixture.reported.contains(boat));
    assertEquals(List.of(BOAT), ids("boat", SearchMode.TEXT));
  }

  @Test
  void waitsForAnItemThatTheViewHasNotTakenIn() throws SQLException {
    fixture.projections.stop("media-view");
    boat();
    fixture.happens(ORG, CAT, curated("sleeping", 4));
    eventually(() -> module.text().lagMs() > 0);
    assertEquals(List.of(CAT), ids("couch", SearchMode.TEXT));
    fixture.stop(module);
    start();
    assertEquals(List.of(BOAT), ids("boat", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("sleeping", SearchMode.TEXT));
    assertEquals(List.of(), ids("couch", SearchMode.TEXT));
  }
}
