package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchReply;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Pages of one answer, while the library changes under it. */
class StablePagesIT extends SampleLibrary {
  private static final int ITEMS = 1_500;
  private static final int FIRST = 1_000;
  private static final int K = 100;

  private static MediaId id(int n) {
    return Vectors.id(FIRST + n);
  }

  private void boat(int n, Instant at) throws SQLException {
    fixture.happens(
        ORG,
        id(n),
        acquired("boat " + n + ".jpg", MediaType.JPEG, at),
        hashed(FIRST + n),
        embedded("boat", vector(0, 1, (n % 97) / 97f, (n % 89) / 89f, 0)));
  }

  private void fleet() throws SQLException {
    for (int n = 0; n < ITEMS; n++) {
      boat(n, Happenings.AT.plusSeconds(n));
    }
    eventually(() -> module.ports().index().partitions(ORG).get(0).lag() == 0);
    assertEquals(0, await(fixture.projections.awaitFresh("media-view", Duration.ofSeconds(60))));
    textSettles();
  }

  /** Adds, edits and throws away until it is told to stop. */
  private int disturb(AtomicBoolean stop) throws SQLException {
    int turn = 0;
    while (!stop.get()) {
      boat(ITEMS + turn, Instant.now().plusSeconds(60));
      fixture.happens(ORG, id(5 * turn % ITEMS), curated("boat boat boat", 5, "boats", "Porto"));
      if (turn % 10 == 0) {
        fixture.happens(ORG, id((7 * turn + 3) % ITEMS), trashed());
      }
      turn++;
    }
    return turn;
  }

  private SearchReply page(String text, SearchMode mode, Optional<String> cursor) {
    return await(module.ports().search().search(query(text, mode, K, cursor)));
  }

  private List<MediaId> allPages(SearchReply first, String text, SearchMode mode) {
    List<MediaId> given = new ArrayList<>(first.hits().stream().map(SearchHit::mediaId).toList());
    Optional<String> cursor = first.next();
    while (cursor.isPresent()) {
      SearchReply reply = page(text, mode, cursor);
      reply.hits().stream().map(SearchHit::mediaId).forEach(given::add);
      cursor = reply.next();
      assertTrue(cursor.isEmpty() || reply.hits().size() == K, "no short page before the last");
    }
    return given;
  }

  private void pageUnderDisturbance(String text, SearchMode mode)
      throws ExecutionException, InterruptedException {
    ExecutorService importer = Executors.newSingleThreadExecutor();
    AtomicBoolean stop = new AtomicBoolean();
    SearchReply first = page(text, mode, Optional.empty());
    try {
      Future<Integer> turns = importer.submit(() -> disturb(stop));
      List<MediaId> given = allPages(first, text, mode);
      stop.set(true);
      int disturbed = turns.get();
      Set<MediaId> once = new HashSet<>(given);
      assertEquals(once.size(), given.size(), "nothing twice");
      for (int n = 0; n < ITEMS; n++) {
        if (!isGone(n, disturbed)) {
          assertTrue(once.contains(id(n)), "left out: " + n);
        }
      }
      for (int n = ITEMS; n < ITEMS + disturbed; n++) {
        assertTrue(!once.contains(id(n)), "came later: " + n);
      }
    } finally {
      stop.set(true);
      importer.shutdown();
    }
  }

  private static boolean isGone(int n, int turns) {
    for (int turn = 0; turn < turns; turn += 10) {
      if ((7 * turn + 3) % ITEMS == n) {
        return true;
      }
    }
    return false;
  }

  @Test
  void givesEachHitOnceWhileItemsComeChangeAndGo() throws Exception {
    fleet();
    pageUnderDisturbance("boat", SearchMode.HYBRID);
  }

  @Test
  void listsEachItemOnceWhileItemsComeChangeAndGo() throws Exception {
    fleet();
    pageUnderDisturbance("name:boat", SearchMode.TEXT);
  }

  @Test
  void goesOnBehindTheLastHitWhenTheOrderIsGone() throws SQLException {
    for (int n = 0; n < 50; n++) {
      boat(n, Happenings.AT.plusSeconds(n));
    }
    eventually(() -> ids("boat", SearchMode.TEXT).size() == 10);
    module.close();
    fixture.projections.stop("media-view");
    start("muninn.query.search.paging.hits = 0");
    List<MediaId> given = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      SearchReply reply =
          await(module.ports().search().search(query("boat", SearchMode.HYBRID, 7, cursor)));
      reply.hits().stream().map(SearchHit::mediaId).forEach(given::add);
      cursor = reply.next();
    } while (cursor.isPresent());
    assertEquals(new HashSet<>(given).size(), given.size());
    assertTrue(given.size() >= 50);
  }

  @Test
  void bindsACursorToItsQuery() {
    Optional<String> cursor =
        await(module.ports().search().search(query("cat", SearchMode.VECTOR, 1, Optional.empty())))
            .next();
    assertTrue(cursor.isPresent());
    assertThrows(CompletionException.class, () -> hits(query("dog", SearchMode.VECTOR, 1, cursor)));
    assertThrows(CompletionException.class, () -> hits(query("cat", SearchMode.HYBRID, 1, cursor)));
    assertEquals(1, hits(query("cat", SearchMode.VECTOR, 1, cursor)).size());
  }
}
