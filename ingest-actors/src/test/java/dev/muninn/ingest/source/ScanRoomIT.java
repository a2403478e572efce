package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.SourceFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.NoRoomException;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.Custody;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk below its floor: imports wait, and fail no file. */
class ScanRoomIT {

  private static final int FILES = 40;

  @TempDir private Path temp;
  private TestDatabase database;
  private SourceFixture node;
  private InTheMiddle disk;
  private Path root;

  @BeforeEach
  void start() throws IOException {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("photos"));
    for (int i = 0; i < FILES; i++) {
      Files.write(root.resolve("f" + i + ".jpg"), SourceFixture.jpeg(500, i));
    }
    database = TestDatabase.create();
    disk = new InTheMiddle(10, () -> disk.freeBytes(SourceFixture.FLOOR_BYTES - 1));
    node = new SourceFixture(database, Files.createDirectories(temp.resolve("data")), disk);
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void pausesBelowTheFloorAndGoesOnByItself() {
    SessionId session = pausedScan(Custody.COPY);

    SessionProgress paused = node.progress(session);
    assertTrue(paused.trouble().orElseThrow().contains("999 bytes are free"), paused.toString());
    assertTrue(paused.trouble().orElseThrow().contains("1000 must stay free"), paused.toString());
    assertEquals(FILES, paused.seen());
    assertEquals(0, paused.failed());
    assertEquals(Optional.empty(), paused.etaSeconds());
    assertTrue(node.events("Acquired") < 10);
    assertThrows(NoRoomException.class, () -> node.stage(SourceFixture.jpeg(500, 99)));

    disk.freeBytes(1L << 40);
    assertEquals(List.of(40L, 40L, 0L, 0L, 0L, 0L), numbers(node.ended(session)));
    assertEquals(Optional.empty(), node.progress(session).trouble());
    assertEquals(1, node.events("Paused"));
    assertEquals(1, node.events("Resumed"));
  }

  @Test
  void waitsOnAfterARestart() throws IOException {
    SessionId session = pausedScan(Custody.IN_PLACE);
    node.close();

    node = new SourceFixture(database, temp.resolve("data"), disk);
    SourceFixture.eventually(() -> node.events("Paused") == 2);
    assertFalse(node.progress(session).done());
    disk.freeBytes(1L << 40);

    assertEquals(List.of(40L, 40L, 0L, 0L, 0L, 0L), numbers(node.ended(session)));
    assertEquals(FILES, node.events("Acquired"));
  }

  private SessionId pausedScan(Custody custody) {
    SourceId source = node.source(root, custody, false);
    SessionId session =
        SourceFixture.await(
                node.module.imports().scan(SourceFixture.ORG, source, SourceFixture.ANNA))
            .orElseThrow();
    SourceFixture.eventually(() -> node.progress(session).trouble().isPresent());
    return session;
  }
}
