package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.SourceFixture.eventually;
import static dev.muninn.ingest.source.SourceFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.stage.SourceOfflineException;
import dev.muninn.media.Custody;
import dev.muninn.media.FileLocation;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Folders whose disk goes away, with an empty or a foreign mount point in their place. */
class OfflineSourceIT {

  private static final AtomicLong SEED = new AtomicLong(1);

  @TempDir private static Path temp;
  private static TestDatabase database;
  private static SourceFixture node;
  private static InTheMiddle disk;
  private Path root;
  private Path away;

  @BeforeAll
  static void start() throws IOException {
    temp = temp.toRealPath();
    database = TestDatabase.create();
    disk = new InTheMiddle();
    node = new SourceFixture(database, Files.createDirectories(temp.resolve("data")), disk);
  }

  @AfterAll
  static void stop() {
    node.close();
    database.close();
  }

  @BeforeEach
  void makeRoot(TestInfo test) throws IOException {
    Path folder = temp.resolve(test.getTestMethod().orElseThrow().getName());
    root = Files.createDirectories(folder.resolve("photos"));
    away = folder.resolve("away");
  }

  @Test
  void takesAnEmptyFolderInItsPlaceForADiskThatIsAway() throws IOException {
    SourceId source = scanned(3);
    unmount();
    Files.createDirectory(root);

    SessionProgress session = node.scan(source);

    assertTrue(session.trouble().orElseThrow().contains("empty"), session.toString());
    assertTrue(node.row(source).offline());
    assertThrows(SourceOfflineException.class, () -> stat(source, "f0.jpg"));
    assertNothingLost(source, 3);

    Files.delete(root);
    mount();
    eventually(() -> !node.row(source).offline());
    eventually(() -> numbers(lastDone(source)).equals(List.of(3L, 0L, 3L, 0L, 0L, 0L)));
    assertNothingLost(source, 3);
  }

  @Test
  void goesOfflineAndOnlineAndOnWithTheWorkByItself() throws IOException {
    SourceId source = scanned(3);
    unmount();

    eventually(() -> node.row(source).offline());
    assertTrue(node.scan(source).trouble().orElseThrow().contains("mounted"));
    assertThrows(SourceOfflineException.class, () -> stat(source, "f0.jpg"));

    write(away.resolve("new.jpg"));
    mount();
    eventually(() -> node.knownPaths(source).contains("new.jpg"));
    lastDone(source);
    assertFalse(node.row(source).offline());
    assertNothingLost(source, 4);
  }

  @Test
  void believesNoFileThatLiesInTheMountPoint() throws IOException {
    SourceId source = scanned(3);
    unmount();
    Files.createDirectory(root);
    write(root.resolve("stray.jpg"));

    SessionProgress session = node.scan(source);

    assertTrue(session.trouble().orElseThrow().contains("None of the files"), session.toString());
    assertEquals(0, session.seen());
    assertThrows(SourceOfflineException.class, () -> stat(source, "f0.jpg"));
    assertNothingLost(source, 3);
  }

  @Test
  void losesNothingWhenTheDiskGoesInTheMiddleOfAScan() throws IOException {
    SourceId source = scanned(20);
    for (int i = 0; i < 60; i++) {
      write(root.resolve("more" + i + ".jpg"));
    }
    disk.at(
        30,
        () -> {
          unmount();
          Files.createDirectory(root);
        });

    SessionProgress session = node.scan(source);

    assertTrue(session.trouble().isPresent(), session.toString());
    assertEquals(List.of(), session.report());
    assertTrue(node.row(source).offline());
    assertEquals(0, node.events("LocationLost", source.value()));

    Files.delete(root);
    mount();
    eventually(() -> node.knownPaths(source).size() == 80);
    assertNothingLost(source, 80);
  }

  @Test
  void losesTheFilesOfAFolderThatWasEmptied() throws IOException {
    SourceId source = scanned(3);
    for (int i = 0; i < 3; i++) {
      Files.delete(root.resolve("f" + i + ".jpg"));
    }

    assertThrows(NoSuchFileException.class, () -> stat(source, "f0.jpg"));
    assertEquals(Optional.empty(), node.scan(source).trouble());
    assertFalse(node.row(source).offline());
    assertEquals(Set.of(), node.knownPaths(source));
    assertEquals(3, node.events("LocationLost", source.value()));
  }

  @Test
  void believesAPersonThatAnotherFolderIsTheRightOne() throws IOException {
    SourceId source = scanned(3);
    unmount();
    Files.createDirectory(root);
    write(root.resolve("new.jpg"));
    assertTrue(node.scan(source).trouble().isPresent());

    SessionId session =
        SourceFixture.await(
                node.module.imports().confirm(SourceFixture.ORG, source, SourceFixture.ANNA))
            .orElseThrow();

    assertEquals(Optional.empty(), node.ended(session).trouble());
    assertEquals(Set.of("new.jpg"), node.knownPaths(source));
    assertEquals(3, node.events("LocationLost", source.value()));
    assertFalse(node.row(source).offline());
  }

  @Test
  void keepsTheItemsOfADiskThatIsMountedAnewWithOtherInodes() throws IOException {
    SourceId source = scanned(3);
    long items = node.events("Acquired");
    long inode = stat(source, "f0.jpg").inode();
    unmount();
    Files.createDirectory(root);
    for (int i = 0; i < 3; i++) {
      Files.copy(away.resolve("f" + i + ".jpg"), root.resolve("f" + i + ".jpg"));
    }

    eventually(() -> node.events("LocationAdded", source.value()) == 3);

    lastDone(source);
    node.fresh();
    assertFalse(stat(source, "f0.jpg").inode() == inode);
    assertEquals(
        List.of(String.valueOf(stat(source, "f0.jpg").inode())),
        node.query(
            "SELECT inode FROM view.source_file WHERE path = 'f0.jpg' AND source_id = '"
                + source
                + "'"));
    assertEquals(items, node.events("Acquired"));
    assertNothingLost(source, 3);
  }

  @Test
  void leavesASourceOnlineThatCopiesAndWasEmptied() throws IOException {
    write(root.resolve("a.jpg"));
    SourceId source = node.source(root, Custody.COPY, false);
    node.scan(source);
    Files.delete(root.resolve("a.jpg"));

    assertEquals(Optional.empty(), node.scan(source).trouble());
    assertFalse(node.row(source).offline());
    assertNothingLost(source, 1);
  }

  private SourceId scanned(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      write(root.resolve("f" + i + ".jpg"));
    }
    SourceId source = node.source(root, Custody.IN_PLACE, false);
    assertEquals(files, node.scan(source).fresh());
    return source;
  }

  private void unmount() throws IOException {
    Files.move(root, away);
  }

  private void mount() throws IOException {
    Files.move(away, root);
  }

  private static FileLocation stat(SourceId source, String path) throws IOException {
    return node.storage.sourceFiles().stat(new FileLocation(source, path, 1, 1, 1, 1));
  }

  /** A scan that the watch just asked for has no session yet, and may follow on another. */
  private static SessionProgress lastDone(SourceId source) {
    AtomicReference<SessionProgress> done = new AtomicReference<>();
    eventually(
        () -> {
          node.row(source)
              .lastSession()
              .flatMap(
                  session ->
                      SourceFixture.await(
                          node.module.imports().session(SourceFixture.ORG, session)))
              .filter(SessionProgress::done)
              .ifPresent(done::set);
          return done.get() != null;
        });
    return done.get();
  }

  private static void assertNothingLost(SourceId source, int known) {
    node.fresh();
    assertEquals(0, node.events("LocationLost", source.value()));
    assertEquals(known, node.knownPaths(source).size());
  }

  private static void write(Path file) throws IOException {
    Files.write(file, SourceFixture.jpeg(500, SEED.getAndIncrement()));
  }
}
