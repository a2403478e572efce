package dev.muninn.query;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.Happenings.indexed;
import static dev.muninn.query.QueryFixture.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.search.SearchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is derived goes away and comes back, equal. */
class ReplayIT extends SampleLibrary {
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
}
