package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.SourceFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.Imports.ReportLine;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.Custody;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scan whose node ends in the middle, several times: its numbers are those of one that did not.
 */
class ScanRestartIT {

  private static final int PICTURES = 120;
  private static final int COPIES = 30;
  private static final int TEXTS = 12;
  private static final int EMPTY = 8;
  private static final int UPLOADED = 10;

  @TempDir private Path temp;
  private TestDatabase database;
  private SourceFixture node;
  private Path root;

  @BeforeEach
  void start() throws IOException {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("photos"));
    Files.createDirectories(temp.resolve("data"));
    database = TestDatabase.create();
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void countsNoFileTwiceAndLosesNoLineOfTheReport() throws Exception {
    Set<String> notTaken = fill();
    node = new SourceFixture(database, temp.resolve("data"));
    for (int i = 0; i < UPLOADED; i++) {
      SourceFixture.await(node.upload(SourceFixture.jpeg(500, i), "upload.jpg"));
    }
    SourceId source = node.source(root, Custody.COPY, false);
    node.close();

    SessionId session = null;
    for (int die : new int[] {20, 60, 40}) {
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      node =
          new SourceFixture(database, temp.resolve("data"), InTheMiddle.stay(die, reached, goOn));
      if (session == null) {
        session =
            SourceFixture.await(
                    node.module.imports().scan(SourceFixture.ORG, source, SourceFixture.ANNA))
                .orElseThrow();
      }
      assertTrue(reached.await(60, TimeUnit.SECONDS));
      assertFalse(node.progress(session).done());
      // held until then, lest it comes to its end while the rest of the node is closed
      node.close(goOn::countDown);
    }
    node = new SourceFixture(database, temp.resolve("data"));
    SessionProgress ended = node.ended(session);

    long seen = PICTURES + COPIES + TEXTS + EMPTY;
    long known = UPLOADED + COPIES;
    assertEquals(
        List.of(seen, PICTURES - (long) UPLOADED, known, (long) TEXTS, (long) EMPTY, 0L),
        numbers(ended));
    assertEquals(TEXTS + EMPTY, ended.report().size());
    assertEquals(
        notTaken, ended.report().stream().map(ReportLine::path).collect(Collectors.toSet()));
    assertEquals(PICTURES, node.events("Acquired"));
    assertEquals(1, node.events("Finished"));
  }

  /** Returns the names of what is not taken in. */
  private Set<String> fill() throws IOException {
    for (int i = 0; i < PICTURES; i++) {
      write("p" + i + ".jpg", SourceFixture.jpeg(500, i));
    }
    for (int i = 0; i < COPIES; i++) {
      write("again/q" + i + ".jpg", SourceFixture.jpeg(500, PICTURES - 1 - i));
    }
    Set<String> notTaken = new TreeSet<>();
    for (int i = 0; i < TEXTS; i++) {
      notTaken.add(write("t/t" + i + ".jpg", ("text " + i).getBytes(StandardCharsets.UTF_8)));
    }
    for (int i = 0; i < EMPTY; i++) {
      notTaken.add(write("e" + i + ".jpg", new byte[0]));
    }
    return notTaken;
  }

  private String write(String path, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.write(root.resolve(path), bytes);
    return path;
  }
}
