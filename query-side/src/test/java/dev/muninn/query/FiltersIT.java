package dev.muninn.query;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.QueryFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.embedding.Embedding;
import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full pages of the right items, however few pass a filter and wherever they lie. */
class FiltersIT {
  private static final int ITEMS = 1000;
  private static final int K = 20;
  private static QueryFixture fixture;
  private static QueryModule module;
  @TempDir static Path data;

  /** What the model of the fixture makes of "cat": the first axis, nearly. */
  private static final float[] CAT = Embedding.canonical(new float[] {1, 0, 0, 0.05f}).toFloats();

  private static final float[][] VECTORS = new float[ITEMS][];

  @BeforeAll
  static void fill() throws SQLException {
    fixture = new QueryFixture();
    Random random = new Random(5);
    for (int n = 0; n < ITEMS; n++) {
      float[] raw = {random.nextFloat(), random.nextFloat(), random.nextFloat(), 0.1f};
      VECTORS[n] = Happenings.vector(0, raw).vector().toFloats();
      fixture.happens(
          ORG,
          Vectors.id(n),
          Happenings.acquired(n % 10 == 3 ? "secret " + n + ".jpg" : n + ".jpg", type(n), AT),
          Happenings.hashed(n),
          Happenings.embedded("thing", Happenings.vector(0, raw)),
          Happenings.curated(edit(n)));
    }
    module = fixture.start(data);
    MediaId last = Vectors.id(ITEMS - 1);
    QueryFixture.eventually(
        () -> fixture.reported.stream().anyMatch(k -> k.mediaId().equals(last)));
    QueryFixture.eventually(() -> module.text().hasPassed(fixture.reader.horizonNow()));
  }

  @AfterAll
  static void stop() {
    module.close();
    fixture.close();
  }

  private static MediaType type(int n) {
    return n % 100 == 1 ? MediaType.MP4 : MediaType.JPEG;
  }

  private static Curation edit(int n) {
    List<String> tags = new ArrayList<>(List.of("all"));
    if (n % 10 == 0) {
      tags.add("Tenth");
    }
    if (n % 100 == 0) {
      tags.add("hundredth");
    }
    if (n == 777) {
      tags.add("only");
    }
    if (VECTORS[n][0] < 0.2) {
      tags.add("unlike");
    }
    return new Curation(
        n % 4 == 0 ? Optional.of(n % 6) : Optional.empty(),
        Optional.of(tags),
        Optional.empty(),
        n % 50 == 0 ? Optional.of("Haus am SEE " + n) : Optional.empty(),
        Optional.empty());
  }

  private static SearchFilter tagged(String... tags) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        none.kinds(),
        none.from(),
        none.to(),
        List.of(tags),
        none.minRating(),
        none.place(),
        none.source(),
        none.status());
  }

  private static SearchFilter rated(int least, Optional<String> place) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        none.kinds(),
        none.from(),
        none.to(),
        none.tags(),
        Optional.of(least),
        place,
        none.source(),
        none.status());
  }

  private static SearchFilter standing(MediaStatus status) {
    SearchFilter none = SearchFilter.none();
    return new SearchFilter(
        none.kinds(),
        none.from(),
        none.to(),
        none.tags(),
        none.minRating(),
        none.place(),
        none.source(),
        Optional.of(status));
  }

  private static List<MediaId> search(String text, SearchFilter filter) {
    SearchQuery query =
        new SearchQuery(
            ORG, text, K, filter, Optional.empty(), SearchMode.VECTOR, Optional.empty());
    return await(module.ports().search().search(query)).hits().stream()
        .map(SearchHit::mediaId)
        .toList();
  }

  private static double likeness(int n) {
    double sum = 0;
    for (int i = 0; i < CAT.length; i++) {
      sum += CAT[i] * VECTORS[n][i];
    }
    return sum;
  }

  /** The nearest to "cat" among those that pass, as many as there are up to a page. */
  private static List<MediaId> nearest(IntPredicate passes) {
    return IntStream.range(0, ITEMS)
        .filter(passes)
        .boxed()
        .sorted(Comparator.comparingDouble(n -> -likeness(n)))
        .limit(K)
        .map(Vectors::id)
        .toList();
  }

  private static void assertFinds(SearchFilter filter, IntPredicate passes) {
    assertEquals(nearest(passes), search("cat", filter), filter.toString());
    Page<MediaRow> list = await(module.ports().catalog().list(ORG, filter, Optional.empty(), 500));
    long matching = IntStream.range(0, ITEMS).filter(passes).count();
    assertEquals(matching, list.total(), filter.toString());
    List<TimelineBucket> days =
        await(module.ports().catalog().timeline(ORG, filter, TimelineUnit.DAY, ZoneOffset.UTC));
    assertEquals(matching, days.stream().mapToLong(TimelineBucket::count).sum());
  }

  @Test
  void aTenthAHundredthAndOneOfAThousand() {
    assertFinds(tagged("tenth"), n -> n % 10 == 0);
    assertFinds(tagged("HUNDREDTH"), n -> n % 100 == 0);
    assertFinds(tagged("only"), n -> n == 777);
    assertFinds(tagged("all", "Tenth", "hundredth"), n -> n % 100 == 0);
    assertFinds(tagged("none such"), n -> false);
  }

  @Test
  void againstTheGrain() {
    IntPredicate unlike = n -> VECTORS[n][0] < 0.2;
    assertTrue(IntStream.range(0, ITEMS).filter(unlike).count() > K);
    assertFinds(tagged("unlike"), unlike);
  }

  @Test
  void ratingsPlacesAndBoth() {
    assertFinds(rated(4, Optional.empty()), n -> n % 4 == 0 && n % 6 >= 4);
    assertFinds(rated(0, Optional.of("am see")), n -> n % 4 == 0 && n % 50 == 0);
  }

  @Test
  void wordsThatMustNotBeThereLeaveFullPages() {
    assertEquals(nearest(n -> n % 10 != 3), search("cat -secret", SearchFilter.none()));
    assertEquals(
        nearest(n -> n % 10 != 3 && VECTORS[n][0] < 0.2), search("cat -secret", tagged("unlike")));
  }

  @Test
  void whereItemsStandIsAskedOfThePipeline() throws SQLException {
    fixture.execute(
        "INSERT INTO pipeline.pipeline_item SELECT org, media_id, CASE media_id WHEN '"
            + Vectors.id(777)
            + "' THEN 'ready' ELSE 'failed' END, NULL FROM view.media");
    assertFinds(standing(MediaStatus.READY), n -> n == 777);
    assertFinds(standing(MediaStatus.FAILED), n -> n != 777);
    assertFinds(standing(MediaStatus.QUARANTINED), n -> false);
    fixture.execute(
        "INSERT INTO ops.work_lease VALUES ('home', '"
            + Vectors.id(5)
            + "', 'i', now() + '1 minute')");
    assertFinds(standing(MediaStatus.RUNNING), n -> n == 5);
    assertFinds(standing(MediaStatus.FAILED), n -> n != 777 && n != 5);
  }
}
