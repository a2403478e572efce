package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.curated;
import static dev.muninn.query.Happenings.described;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.previewed;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.stored;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.MediaRow;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.query.projection.MediaViewProjection;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The read side over a small library of two orgs, started anew for each test. */
abstract class SampleLibrary {
  static final MediaId CAT = Vectors.id(1);
  static final MediaId DOG = Vectors.id(2);
  static final MediaId FILM = Vectors.id(3);
  static final MediaId SONG = Vectors.id(4);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path data;
  final QueryFixture fixture = new QueryFixture();
  QueryModule module;

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

  void start() {
    start("");
  }

  /** With settings in HOCON over the usual ones. */
  void start(String settings) {
    module = fixture.start(data, settings);
    eventually(() -> module.ports().index().partitions(ORG).get(0).lag() == 0);
    assertEquals(0, await(fixture.projections.awaitFresh(MediaViewProjection.NAME, PATIENCE)));
    textSettles();
  }

  /** Returns when searches see all words that were written so far. */
  void textSettles() {
    JournalOffset now = fixture.reader.horizonNow();
    eventually(() -> module.text().hasPassed(now));
  }

  @AfterEach
  void stop() {
    module.close();
    fixture.close();
  }

  static SearchQuery query(String text, SearchMode mode) {
    return query(text, mode, 10, Optional.empty());
  }

  static SearchQuery query(String text, SearchMode mode, int k, Optional<String> cursor) {
    return new SearchQuery(ORG, text, k, SearchFilter.none(), Optional.empty(), mode, cursor);
  }

  List<SearchHit> hits(SearchQuery query) {
    return await(module.ports().search().search(query)).hits();
  }

  List<MediaId> ids(String text, SearchMode mode) {
    return hits(query(text, mode)).stream().map(SearchHit::mediaId).toList();
  }

  MediaRow find(MediaId id) {
    return await(module.ports().catalog().find(ORG, id)).orElseThrow();
  }

  static SearchFilter kinds(MediaKind kind) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        List.of(kind),
        none.from(),
        none.to(),
        none.tags(),
        none.minRating(),
        none.place(),
        none.source(),
        none.status());
  }

  Path indexFile(OrgId org) {
    return data.resolve("index").resolve(org.value() + "-" + Happenings.SPACE.id() + ".idx");
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
