package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.QueryFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.Digests.ContentDigest;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Lists, pages and the pages of items over the sample library. */
class CatalogIT extends SampleLibrary {
  @Test
  void showsAnItemAsItsEventsSay() {
    MediaRow cat = find(CAT);
    assertEquals("IMG_2034-sofa.jpg", cat.name());
    assertEquals(Optional.of("Minka on the couch"), cat.title());
    assertEquals(Optional.of(640), cat.width());
    assertEquals(Optional.of("Canon EOS 5D"), cat.camera());
    assertEquals(List.of("pets", "Café"), cat.tags());
    assertEquals("tabby cat", cat.labels().get(0).text());
    assertEquals(1, cat.derived().size());
    assertEquals(7, cat.sequenceNr());
    assertEquals("hund\u0000 '; DROP TABLE.png", find(DOG).name());
    assertEquals(2, find(FILM).segments().size());
    assertTrue(await(module.ports().catalog().find(ORG, Vectors.id(99))).isEmpty());
  }

  @Test
  void takesTheStatusFromThePipelineAndItsLeases() throws SQLException {
    assertEquals(MediaStatus.WAITING, find(CAT).status());
    String key = "('home', '" + CAT + "', ";
    fixture.execute("INSERT INTO pipeline.pipeline_item VALUES " + key + "'failed', NULL)");
    assertEquals(MediaStatus.FAILED, find(CAT).status());
    fixture.execute("INSERT INTO ops.work_lease VALUES " + key + "'i', now() + '1 minute')");
    assertEquals(MediaStatus.RUNNING, find(CAT).status());
    fixture.happens(ORG, CAT, trashed());
    assertEquals(MediaStatus.TRASHED, find(CAT).status());
  }

  @Test
  void listsNewestFirstInStablePages() throws SQLException {
    Page<MediaRow> first =
        await(module.ports().catalog().list(ORG, SearchFilter.none(), Optional.empty(), 2));
    assertEquals(4, first.total());
    fixture.happens(
        ORG,
        Vectors.id(9),
        acquired("later.jpg", MediaType.JPEG, Happenings.AT.plusSeconds(60)),
        hashed(9));
    Page<MediaRow> second =
        await(module.ports().catalog().list(ORG, SearchFilter.none(), first.next(), 2));
    List<MediaId> all = new ArrayList<>();
    first.items().forEach(row -> all.add(row.mediaId()));
    second.items().forEach(row -> all.add(row.mediaId()));
    assertEquals(List.of(DOG, FILM, SONG, CAT), all);
    assertEquals(Optional.empty(), second.next());
    assertEquals(5, second.total());
    CompletionException bad =
        assertThrows(
            CompletionException.class,
            () ->
                await(
                    module
                        .ports()
                        .catalog()
                        .list(ORG, SearchFilter.none(), Optional.of("x'y"), 2)));
    assertTrue(bad.getCause() instanceof BadCursorException);
  }

  @Test
  void filtersListsAndCountsDays() {
    List<MediaRow> films =
        await(module.ports().catalog().list(ORG, kinds(MediaKind.VIDEO), Optional.empty(), 9))
            .items();
    assertEquals(List.of(FILM), films.stream().map(MediaRow::mediaId).toList());
    assertEquals(
        List.of(
            new TimelineBucket(LocalDate.of(2026, 3, 1), 3),
            new TimelineBucket(LocalDate.of(2024, 7, 1), 1)),
        await(
            module
                .ports()
                .catalog()
                .timeline(ORG, SearchFilter.none(), TimelineUnit.MONTH, ZoneId.of("+14:00"))));
    assertEquals(
        LocalDate.of(2026, 3, 2),
        await(
                module
                    .ports()
                    .catalog()
                    .timeline(ORG, SearchFilter.none(), TimelineUnit.DAY, ZoneId.of("+14:00")))
            .get(0)
            .start());
  }

  @Test
  void keepsTenantsApart() throws SQLException {
    assertTrue(await(module.ports().catalog().find(OTHER_ORG, DOG)).isEmpty());
    try (Connection reader = fixture.database.databases().reader().getConnection()) {
      assertEquals(List.of("0"), QueryFixture.query(reader, "SELECT count(*) FROM view.media"));
    }
    List<SearchHit> foreign =
        hits(
            new SearchQuery(
                OTHER_ORG,
                "cat",
                10,
                SearchFilter.none(),
                Optional.empty(),
                SearchMode.HYBRID,
                Optional.empty()));
    assertEquals(List.of("foreign cat.jpg"), foreign.stream().map(SearchHit::name).toList());
  }

  @Test
  void digestsWhatTheItemsAre() throws SQLException {
    ContentDigest before = module.content().digest(ORG);
    assertEquals(4, before.items());
    assertEquals(
        Happenings.hash(1).value(), before.perItem().get(0).hash(), "in the order of the hashes");
    assertEquals(before, module.content().digest(ORG));
    fixture.execute(
        "INSERT INTO pipeline.pipeline_item VALUES ('home', '" + CAT + "', 'quarantined', 'X')");
    ContentDigest after = module.content().digest(ORG);
    assertNotEquals(before.digest(), after.digest());
    assertNotEquals(before.perItem().get(0), after.perItem().get(0));
    assertEquals(
        before.perItem().subList(1, 4), after.perItem().subList(1, 4), "the others as before");
    assertEquals(1, module.content().digest(OTHER_ORG).items());
  }
}
