package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.SourceFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.Imports.ReportLine;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.Custody;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identity is the content: what happens to a file in place happens to a place of its item. */
class SameContentIT {

  private static final List<Long> ONE_KNOWN = List.of(1L, 0L, 1L, 0L, 0L, 0L);

  @TempDir private Path temp;
  private TestDatabase database;
  private SourceFixture node;
  private InTheMiddle disk;
  private Path root;
  private SourceId source;

  @BeforeEach
  void start() throws IOException {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("photos"));
    Files.createDirectories(root.resolve("sub"));
    database = TestDatabase.create();
    disk = new InTheMiddle();
    node = new SourceFixture(database, Files.createDirectories(temp.resolve("data")), disk);
    source = node.source(root, Custody.IN_PLACE, false);
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void keepsTheItemWhenItsFileIsTouchedRenamedMovedOrCopied() throws IOException {
    write("a.jpg", 1);
    SessionProgress first = node.scan(source);
    assertEquals(1, node.events("Acquired", first.sessionId().value()));

    Files.setLastModifiedTime(root.resolve("a.jpg"), FileTime.fromMillis(1_000_000));
    SessionProgress touched = node.scan(source);
    assertEquals(ONE_KNOWN, numbers(touched));
    assertEquals(1, node.events("LocationAdded", touched.sessionId().value()));
    assertEquals(List.of("1000000000000"), node.query("SELECT mtime_ns FROM view.source_file"));

    Files.move(root.resolve("a.jpg"), root.resolve("b.jpg"));
    assertEquals(ONE_KNOWN, numbers(node.scan(source)));
    Files.move(root.resolve("b.jpg"), root.resolve("sub/b.jpg"));
    assertEquals(ONE_KNOWN, numbers(node.scan(source)));
    assertEquals(Set.of("sub/b.jpg"), node.knownPaths(source));

    Files.copy(root.resolve("sub/b.jpg"), root.resolve("copy.jpg"));
    assertEquals(List.of(2L, 0L, 2L, 0L, 0L, 0L), numbers(node.scan(source)));
    assertEquals(Set.of("sub/b.jpg", "copy.jpg"), node.knownPaths(source));

    assertEquals(1, node.events("Acquired"));
    assertEquals(2, node.events("LocationLost"));
    // a moved file is found in its new place before the old one is given up
    assertEquals(0, node.events("Quarantined"));
  }

  @Test
  void triesAgainWhatChangedOrVanishedWhileItWasRead() throws IOException {
    write("changes.jpg", 1);
    write("goes.jpg", 2);
    disk.at(
        1,
        () -> {
          write("changes.jpg", 3);
          Files.delete(root.resolve("goes.jpg"));
        });

    SessionProgress one = node.scan(source);

    assertEquals(List.of(2L, 0L, 0L, 0L, 2L, 0L), numbers(one));
    assertEquals(
        Set.of("changes.jpg", "goes.jpg"),
        Set.copyOf(one.report().stream().map(ReportLine::path).toList()));
    for (ReportLine line : one.report()) {
      ErrorCode code =
          line.path().equals("goes.jpg")
              ? ErrorCode.SOURCE_FILE_GONE
              : ErrorCode.SOURCE_FILE_CHANGED;
      assertEquals(code.code(), line.code());
      assertTrue(line.words().startsWith(code.words()), line.words());
    }

    SessionProgress two = node.scan(source);
    assertEquals(List.of(1L, 1L, 0L, 0L, 0L, 0L), numbers(two));
    assertEquals(Set.of("changes.jpg"), node.knownPaths(source));
  }

  @Test
  void tellsAnItemOfWhichTheFileHoldsOtherBytesNow() throws IOException {
    write("a.jpg", 1);
    node.scan(source);
    write("a.jpg", 2);
    assertEquals(List.of(1L, 1L, 0L, 0L, 0L, 0L), numbers(node.scan(source)));
    write("a.jpg", 1);

    assertEquals(ONE_KNOWN, numbers(node.scan(source)));
    assertEquals(2, node.events("Acquired"));
    assertEquals(2, node.events("LocationLost"));
    assertEquals(1, node.query("SELECT media_id FROM view.source_file").size());
    assertFalse(node.row(source).offline());
  }

  private void write(String path, long seed) throws IOException {
    Files.write(root.resolve(path), SourceFixture.jpeg(700, seed));
  }
}
