package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.described;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.indexed;
import static dev.muninn.query.Happenings.previewed;
import static dev.muninn.query.Happenings.purged;
import static dev.muninn.query.Happenings.restored;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.stored;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.MediaFilter;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryModuleIT {
  private static final MediaId CAT = Vectors.id(1);
  private static final MediaId DOG = Vectors.id(2);
  private static final MediaId FILM = Vectors.id(3);
  private static final MediaId SONG = Vectors.id(4);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path data;
  private final QueryFixture fixture = new QueryFixture();
  private QueryModule module;

  @BeforeEach
  void fill() throws SQLException {
    fixture.happens(
        ORG,
        CAT,
        acquired("IMG_2034-sofa.jpg", MediaType.JPEG),
        hashed(1),
        stored(1, MediaType.JPEG),
        described(FactLayer.CAMERA, MediaType.JPEG, "2024-07-01T12:00:00"),
        previewed(CAT, run('p'), 1, 1),
        embedded("tabby cat", vector(0, 1, 0, 0, 0)),
        curated("Minka on the couch", 4, "pets", "Café"));
    fixture.happens(
        ORG,
        DOG,
        acquired("hund\u0000 '; DROP TABLE.png", MediaType.PNG),
        hashed(2),
        embedded("labrador", vector(0, 0.2f, 1, 0, 0)));
    fixture.happens(
        ORG,
        FILM,
        acquired("film.mp4", MediaType.MP4),
        hashed(3),
        previewed(FILM, run('p'), 1, 2),
        previewed(FILM, run('p'), 2, 2),
        embedded("forest", vector(0, 0, 0, 1, 0), vector(1, 0.9f, 0, 0.1f, 0)));
    fixture.happens(ORG, SONG, acquired("dog song.mp3", MediaType.MP3), hashed(4));
    fixture.happens(
        OTHER_ORG,
        CAT,
        acquired("foreign cat.jpg", MediaType.JPEG),
        hashed(5),
        embedded("tabby cat", vector(0, 1, 0, 0, 0)));
    start();
  }

  private void start() {
    module = fixture.start(data);
    eventually(() -> module.ports().index().partitions(ORG).get(0).lag() == 0);
    assertEquals(0, await(fixture.projections.awaitFresh(MediaViewProjection.NAME, PATIENCE)));
  }

  @AfterEach
  void stop() {
    module.close();
    fixture.close();
  }

  private static SearchQuery query(String text, SearchMode mode) {
    return query(text, mode, 10, Optional.empty());
  }

  private static SearchQuery query(String text, SearchMode mode, int k, Optional<String> cursor) {
    return new SearchQuery(
        ORG,
        text,
        k,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        mode,
        cursor);
  }

  private List<SearchHit> hits(SearchQuery query) {
    return await(module.ports().search().search(query)).hits();
  }

  private List<MediaId> ids(String text, SearchMode mode) {
    return hits(query(text, mode)).stream().map(SearchHit::mediaId).toList();
  }

  private MediaRow find(MediaId id) {
    return await(module.ports().catalog().find(ORG, id)).orElseThrow();
  }

  private static MediaFilter kinds(MediaKind kind) {
    MediaFilter none = MediaFilter.none();
    return new MediaFilter(
        List.of(kind),
        none.from(),
        none.to(),
        none.tag(),
        none.minRating(),
        none.place(),
        none.source(),
        none.status());
  }

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
    fixture.execute("INSERT INTO pipeline.pipeline_item VALUES " + key + "'failed')");
    assertEquals(MediaStatus.FAILED, find(CAT).status());
    fixture.execute("INSERT INTO ops.work_lease VALUES " + key + "'i', now() + '1 minute')");
    assertEquals(MediaStatus.RUNNING, find(CAT).status());
    fixture.happens(ORG, CAT, trashed());
    assertEquals(MediaStatus.TRASHED, find(CAT).status());
  }

  @Test
  void listsNewestFirstInStablePages() throws SQLException {
    Page<MediaRow> first =
        await(module.ports().catalog().list(ORG, MediaFilter.none(), Optional.empty(), 2));
    assertEquals(4, first.total());
    fixture.happens(
        ORG,
        Vectors.id(9),
        acquired("later.jpg", MediaType.JPEG, Happenings.AT.plusSeconds(60)),
        hashed(9));
    Page<MediaRow> second =
        await(module.ports().catalog().list(ORG, MediaFilter.none(), first.next(), 2));
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
                    module.ports().catalog().list(ORG, MediaFilter.none(), Optional.of("x'y"), 2)));
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
                .timeline(ORG, MediaFilter.none(), TimelineUnit.MONTH, ZoneId.of("+14:00"))));
    assertEquals(
        LocalDate.of(2026, 3, 2),
        await(
                module
                    .ports()
                    .catalog()
                    .timeline(ORG, MediaFilter.none(), TimelineUnit.DAY, ZoneId.of("+14:00")))
            .get(0)
            .start());
  }

  @Test
  void findsByTextWithStemsAccentsPrefixesPhrasesAndExclusions() {
    assertEquals(List.of(CAT), ids("couches", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("cafe", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("sof", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("\"tabby cat\"", SearchMode.TEXT));
    assertEquals(List.of(), ids("\"cat tabby\"", SearchMode.TEXT));
    assertEquals(List.of(SONG), ids("dog -labrador", SearchMode.TEXT));
    assertEquals(List.of(CAT), ids("july 2024 canon", SearchMode.TEXT));
    assertEquals(List.of(), ids("nothing of the kind", SearchMode.TEXT));
  }

  @Test
  void takesAnyTextAsAQuery() {
    for (String text :
        List.of(
            "'", "a & | !", "\\", "\"", "-", "--", ":*", "((", "\u0000", "%", "<->", "  ", "日本")) {
      for (SearchMode mode : SearchMode.values()) {
        hits(query(text, mode));
      }
    }
  }

  @Test
  void saysWhyAndWhen() {
    SearchHit cat = hits(query("cat", SearchMode.HYBRID)).get(0);
    assertEquals(CAT, cat.mediaId());
    assertEquals(List.of("label: tabby cat", "similar 1.00"), cat.why());
    SearchHit film =
        hits(query("cat", SearchMode.VECTOR)).stream()
            .filter(hit -> hit.mediaId().equals(FILM))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(new SearchHit.Moment(1000, 2000)), film.moment());
    assertEquals(3, hits(query("cat", SearchMode.VECTOR)).size());
  }

  @Test
  void putsWhatIsNamedExactlyFirst() {
    assertEquals(SONG, ids("dog song", SearchMode.HYBRID).get(0));
    assertEquals(CAT, ids("pets", SearchMode.HYBRID).get(0));
  }

  @Test
  void answersNothingToNonsense() {
    assertEquals(List.of(), ids("qwrtz", SearchMode.HYBRID));
    assertEquals(3, ids("qwrtz", SearchMode.VECTOR).size());
  }

  @Test
  void filtersInsideTheSearch() {
    SearchQuery onlyFilms =
        new SearchQuery(
            ORG,
            "cat",
            1,
            List.of(MediaKind.VIDEO),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            SearchMode.VECTOR,
            Optional.empty());
    assertEquals(FILM, hits(onlyFilms).get(0).mediaId());
  }

  @Test
  void pagesWithoutRepeating() {
    Set<MediaId> seen = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < 3; page++) {
      SearchReply reply =
          await(module.ports().search().search(query("cat", SearchMode.VECTOR, 1, cursor)));
      assertEquals(1, reply.hits().size());
      assertTrue(seen.add(reply.hits().get(0).mediaId()));
      cursor = reply.next();
    }
    assertEquals(Optional.empty(), cursor);
    assertThrows(
        CompletionException.class,
        () -> hits(query("cat", SearchMode.VECTOR, 1, Optional.of("nonsense"))));
  }

  @Test
  void findsNeighboursOfAnItem() {
    SearchReply near = await(module.ports().search().similar(ORG, CAT, 5)).orElseThrow();
    assertEquals(List.of(FILM, DOG), near.hits().stream().map(SearchHit::mediaId).toList());
    assertTrue(await(module.ports().search().similar(ORG, Vectors.id(99), 5)).isEmpty());
    assertEquals(
        List.of(), await(module.ports().search().similar(ORG, SONG, 5)).orElseThrow().hits());
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
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                SearchMode.HYBRID,
                Optional.empty()));
    assertEquals(List.of("foreign cat.jpg"), foreign.stream().map(SearchHit::name).toList());
  }

  @Test
  void hidesTheTrashAndForgetsThePurged() throws SQLException {
    fixture.happens(ORG, CAT, trashed());
    eventually(() -> !ids("cat", SearchMode.VECTOR).contains(CAT));
    assertEquals(List.of(), ids("couch", SearchMode.TEXT));
    fixture.happens(ORG, CAT, restored());
    eventually(() -> ids("cat", SearchMode.VECTOR).contains(CAT));
    fixture.happens(ORG, CAT, purged());
    eventually(() -> !ids("cat", SearchMode.VECTOR).contains(CAT));
    assertTrue(await(module.ports().catalog().find(ORG, CAT)).isEmpty());
  }

  @Test
  void reportsWhatBecameSearchableOnceAndNothingAfterARebuild() throws SQLException {
    eventually(() -> fixture.reported.size() == 4);
    assertEquals(
        Set.of(
            new MediaItemKey(ORG, CAT),
            new MediaItemKey(ORG, DOG),
            new MediaItemKey(ORG, FILM),
            new MediaItemKey(OTHER_ORG, CAT)),
        new HashSet<>(fixture.reported));
    fixture.happens(ORG, CAT, indexed());
    fixture.happens(ORG, DOG, indexed());
    fixture.happens(OTHER_ORG, CAT, indexed());
    fixture.stop(module);
    fixture.reported.clear();
    delete(data.resolve("index"));
    start();
    eventually(() -> fixture.reported.size() == 1);
    assertEquals(List.of(new MediaItemKey(ORG, FILM)), List.copyOf(fixture.reported));
  }

  @Test
  void comesBackEqualFromTheJournalAlone() throws SQLException, IOException {
    List<String> rows = fixture.query("SELECT m::text FROM view.media m ORDER BY org, media_id");
    fixture.stop(module);
    Path file = indexFile(ORG);
    byte[] saved = Files.readAllBytes(file);
    fixture.execute("TRUNCATE view.media");
    fixture.execute("DELETE FROM projection.progress");
    delete(data.resolve("index"));
    start();
    assertEquals(rows, fixture.query("SELECT m::text FROM view.media m ORDER BY org, media_id"));
    fixture.stop(module);
    assertArrayEquals(saved, Files.readAllBytes(file));
    start();
    assertEquals(4, module.ports().index().partitions(ORG).get(0).vectors());
  }

  @Test
  void rebuildsADamagedIndex() throws IOException {
    fixture.stop(module);
    Path file = indexFile(ORG);
    byte[] saved = Files.readAllBytes(file);
    saved[saved.length / 2] ^= 1;
    Files.write(file, saved);
    start();
    assertEquals(4, module.ports().index().partitions(ORG).get(0).vectors());
    assertFalse(ids("cat", SearchMode.VECTOR).isEmpty());
  }

  private Path indexFile(OrgId org) {
    return data.resolve("index").resolve(org.value() + "-" + Happenings.SPACE.id() + ".idx");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
