package dev.muninn.query;

import static dev.muninn.query.Happenings.AT;
import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.SPACE;
import static dev.muninn.query.Happenings.STEP;
import static dev.muninn.query.WordModels.TURNED_SPACE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.query.index.VectorIndex;
import dev.muninn.search.SearchFilter;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two spaces over the same items, whose axes are in another order: a mix would find the wrong. */
class SpaceSwitchIT {
  private static final MediaId CAT = new MediaId("c".repeat(26));
  private static final MediaId DOG = new MediaId("d".repeat(26));
  private final QueryFixture fixture = new QueryFixture();
  private QueryModule module;

  @TempDir Path folder;

  @AfterEach
  void stop() {
    fixture.stop(module);
    fixture.close();
  }

  private void start() {
    module = fixture.start(folder);
  }

  private void item(MediaId id, int n) throws SQLException {
    fixture.happens(
        ORG,
        id,
        Happenings.acquired("x" + n + ".jpg", MediaType.JPEG),
        Happenings.hashed(n),
        Happenings.stored(n, MediaType.JPEG));
  }

  private void embedded(MediaId id, EmbeddingSpace space, float... raw) throws SQLException {
    fixture.happens(
        ORG,
        id,
        new MediaItemEvent.Embedded(
            space, RunId.random(), 1, 1, List.of(Happenings.vector(0, raw)), List.of(), STEP, AT));
  }

  /** Both items in the old space. */
  private void library() throws SQLException {
    item(CAT, 1);
    item(DOG, 2);
    embedded(CAT, SPACE, 1, 0, 0, 0);
    embedded(DOG, SPACE, 0, 1, 0, 0);
  }

  /** Both in the new one, where the axis of cat is that of dog. */
  private void filled() throws SQLException {
    embedded(CAT, TURNED_SPACE, 0, 1, 0, 0);
    embedded(DOG, TURNED_SPACE, 0, 0, 1, 0);
  }

  private void added() {
    fixture.plans.happens(
        new SpacesEvent.SpaceAdded(TURNED_SPACE, WordModels.TURNED, true, Optional.empty(), AT));
  }

  private void activated(EmbeddingSpace space) {
    fixture.plans.happens(
        new SpacesEvent.SpaceActivated(space, Optional.empty(), Optional.empty(), AT));
  }

  private long vectors(EmbeddingSpace space) {
    return module.indexes().stream()
        .filter(index -> index.space().equals(space))
        .flatMap(index -> index.partition(ORG).stream())
        .map(partition -> partition.index())
        .mapToLong(VectorIndex::size)
        .sum();
  }

  private void await(EmbeddingSpace space, long vectors) {
    QueryFixture.eventually(() -> vectors(space) == vectors);
  }

  private SearchReply search(Optional<String> cursor) {
    return module
        .ports()
        .search()
        .search(
            new SearchQuery(
                ORG, "cat", 1, SearchFilter.none(), Optional.empty(), SearchMode.VECTOR, cursor))
        .toCompletableFuture()
        .join();
  }

  private void assertFindsTheCatIn(EmbeddingSpace space) {
    SearchReply reply = search(Optional.empty());
    assertEquals(space.id(), reply.space());
    assertEquals(CAT, reply.hits().get(0).mediaId());
    assertEquals(1.0, reply.hits().get(0).score(), 0.01);
  }

  @Test
  void theOldSpaceAnswersUntilTheSwitchAndAfterTheSwitchBack() throws SQLException {
    library();
    start();
    await(SPACE, 2);
    added();
    filled();
    await(TURNED_SPACE, 2);
    assertFindsTheCatIn(SPACE);
    activated(TURNED_SPACE);
    assertFindsTheCatIn(TURNED_SPACE);
    activated(SPACE);
    assertFindsTheCatIn(SPACE);
  }

  @Test
  void whatComesMeanwhileIsInBoth() throws SQLException {
    start();
    added();
    library();
    filled();
    await(SPACE, 2);
    await(TURNED_SPACE, 2);
    assertEquals(
        List.of(SPACE.id(), TURNED_SPACE.id()),
        module.ports().index().partitions(ORG).stream().map(part -> part.space()).toList());
  }

  @Test
  void thePageAfterTheSwitchComesFromWhereTheFirstOneCame() throws SQLException {
    library();
    start();
    await(SPACE, 2);
    added();
    filled();
    await(TURNED_SPACE, 2);
    Optional<String> next = search(Optional.empty()).next();
    activated(TURNED_SPACE);
    assertEquals(SPACE.id(), search(next).space());
    fixture.plans.happens(new SpacesEvent.SpaceDropped(SPACE, Optional.empty(), AT));
    QueryFixture.eventually(() -> module.indexes().size() == 1);
    CompletionException refused = assertThrows(CompletionException.class, () -> search(next));
    assertTrue(refused.getCause() instanceof BadCursorException, refused.toString());
  }

  @Test
  void aDroppedSpaceLeavesNoFilesAndItsModelIsClosed() throws SQLException, IOException {
    library();
    start();
    await(SPACE, 2);
    added();
    filled();
    await(TURNED_SPACE, 2);
    fixture.plans.happens(new SpacesEvent.SpaceDropped(TURNED_SPACE, Optional.empty(), AT));
    QueryFixture.eventually(() -> fixture.models.loaded().size() == 1);
    QueryFixture.eventually(() -> files(TURNED_SPACE) == 0);
    assertFindsTheCatIn(SPACE);
  }

  @Test
  void aRestartGoesOnWithBoth() throws SQLException, IOException {
    library();
    start();
    added();
    filled();
    await(TURNED_SPACE, 2);
    fixture.stop(module);
    assertTrue(files(TURNED_SPACE) > 0);
    start();
    await(SPACE, 2);
    await(TURNED_SPACE, 2);
    assertFindsTheCatIn(SPACE);
    activated(TURNED_SPACE);
    assertFindsTheCatIn(TURNED_SPACE);
  }

  private long files(EmbeddingSpace space) {
    try (Stream<Path> all = Files.list(folder.resolve("index"))) {
      return all.filter(file -> file.getFileName().toString().contains(space.id())).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
