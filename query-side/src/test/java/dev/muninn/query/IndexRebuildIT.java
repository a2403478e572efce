package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.acquired;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.hashed;
import static dev.muninn.query.Happenings.restored;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static dev.muninn.query.QueryFixture.await;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.Done;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.search.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index made anew from the journal while the old one answers. */
class IndexRebuildIT extends SampleLibrary {
  private static final MediaId LATE = Vectors.id(7);
  private static final MediaId HALF = Vectors.id(8);

  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @BeforeEach
  void addTrashAndAHalfRun() throws SQLException {
    fixture.happens(ORG, SONG, trashed(), restored());
    fixture.happens(ORG, DOG, trashed());
    fixture.happens(
        ORG,
        HALF,
        acquired("half.mp4", MediaType.MP4),
        hashed(8),
        embedded(run('h'), 2, 3, vector(4, 0, 0, 0, 1)));
    passed();
  }

  private void passed() {
    eventually(() -> module.indexes().get(0).hasPassed(fixture.reader.horizonNow()));
  }

  private IndexProjection.State state() {
    return await(module.indexes().get(0).state());
  }

  private void rebuild(int group) {
    await(module.indexes().get(0).rebuild(group, (read, of) -> {}));
  }

  /** Stops the rebuild at its first event until {@link #goOn}. */
  private CompletionStage<Done> rebuildHeld() {
    CompletionStage<Done> rebuild = module.indexes().get(0).rebuild(1, (read, of) -> hold());
    assertTrue(QueryFixture.passes(reading));
    return rebuild;
  }

  private void hold() {
    reading.countDown();
    if (!QueryFixture.passes(goOn)) {
      throw new AssertionError("nobody let the rebuild go on");
    }
  }

  /** The bytes of the file as the live index saves it at its end. */
  private byte[] saved() throws IOException {
    fixture.stop(module);
    return Files.readAllBytes(indexFile(ORG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "flat", "hnswlib"})
  void givesTheSameBytesWhateverTheGroups(String engine) throws IOException {
    fixture.stop(module);
    Files.delete(indexFile(ORG));
    start("muninn.query.index.engine = " + engine);
    passed();
    IndexProjection.State live = state();
    assertEquals(5, live.digest().vectors());
    byte[] before = saved();
    start("muninn.query.index.engine = " + engine);
    for (int group : List.of(1, 3, 500)) {
      Files.delete(indexFile(ORG));
      rebuild(group);
      assertEquals(live, state());
      assertArrayEquals(before, Files.readAllBytes(indexFile(ORG)));
    }
    assertEquals(engine, module.ports().index().partitions(ORG).get(0).engine());
  }

  @Test
  void reportsNothing() throws SQLException {
    MediaItemKey film = new MediaItemKey(ORG, FILM);
    MediaItemKey cat = new MediaItemKey(ORG, CAT);
    eventually(() -> fixture.reported.containsAll(List.of(film, cat)));
    fixture.reported.clear();
    rebuild(2);
    happensLate();
    MediaItemKey late = new MediaItemKey(ORG, LATE);
    eventually(() -> fixture.reported.contains(late));
    assertEquals(List.of(late), List.copyOf(fixture.reported));
  }

  private void happensLate() throws SQLException {
    fixture.happens(
        ORG,
        LATE,
        acquired("late.jpg", MediaType.JPEG),
        hashed(7),
        embedded("oak", vector(0, 0, 0, 1, 0)));
    passed();
  }

  @Test
  void answersMeanwhileAndTakesInWhatCameMeanwhile() throws SQLException {
    CompletionStage<Done> rebuild = rebuildHeld();
    assertEquals(CAT, ids("cat", SearchMode.VECTOR).get(0));
    happensLate();
    IndexProjection.State live = state();
    goOn.countDown();
    await(rebuild);
    assertEquals(live, state());
    assertTrue(ids("tree", SearchMode.VECTOR).contains(LATE));
  }

  @Test
  void saysHowFarItIs() {
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    await(module.indexes().get(0).rebuild(4, (read, of) -> told.add(100 * read / of)));
    assertEquals(100, told.get(told.size() - 1));
    assertTrue(told.size() > 3);
  }

  @Test
  void refusesASecondRebuildWhileOneRuns() {
    CompletionStage<Done> first = rebuildHeld();
    assertThrows(CompletionException.class, () -> rebuild(1));
    goOn.countDown();
    await(first);
    rebuild(1);
  }

  @Test
  void leavesTheOldFilesWhenItIsCutOff() throws IOException {
    byte[] before = saved();
    start();
    IndexProjection.State live = state();
    CompletionStage<Done> rebuild = rebuildHeld();
    byte[] during = Files.readAllBytes(indexFile(ORG));
    fixture.stop(module);
    goOn.countDown();
    assertThrows(CompletionException.class, () -> await(rebuild));
    assertArrayEquals(before, during);
    assertArrayEquals(before, Files.readAllBytes(indexFile(ORG)));
    start();
    assertEquals(live, state());
  }

  @Test
  void takesTheCatalogueOfAnotherSpaceForNothing() throws IOException {
    IndexProjection.State live = state();
    fixture.stop(module);
    Path catalogue = data.resolve("index").resolve(Happenings.SPACE.id() + ".catalogue");
    Files.copy(indexFile(ORG), catalogue, StandardCopyOption.REPLACE_EXISTING);
    start();
    passed();
    assertEquals(live.digest(), state().digest());
  }
}
