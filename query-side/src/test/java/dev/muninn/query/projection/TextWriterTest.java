package dev.muninn.query.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import dev.muninn.query.index.EngineChoice;
import dev.muninn.query.index.HnswParameters;
import dev.muninn.query.text.FullDisk;
import dev.muninn.query.text.TextIndex;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextWriterTest {
  private static final MediaItemKey FIRST = new MediaItemKey(new OrgId("home"), Vectors.id(1));
  private static final MediaItemKey SECOND = new MediaItemKey(new OrgId("home"), Vectors.id(2));

  /** Saves after each change. */
  private static final IndexSettings SETTINGS =
      new IndexSettings(
          new EngineChoice(EngineChoice.Engine.AUTO, 40, new HnswParameters(8, 50, 50)),
          1,
          Duration.ofHours(1));

  @TempDir Path folder;
  private final FullDisk disk = new FullDisk();
  private final Map<MediaItemKey, MediaDocument> view = new HashMap<>();
  private TextIndex index;
  private TextWriter writer;

  @BeforeEach
  void open() {
    index = disk.open(folder);
    writer = new TextWriter(index, asked -> view, SETTINGS);
    happened(1, FIRST);
    writer.tick();
    assertEquals(at(1), writer.shown());
  }

  @AfterEach
  void close() {
    disk.makeRoom();
    index.close();
  }

  private static JournalOffset at(long n) {
    return new JournalOffset(1, n);
  }

  /** An item comes, in the journal and in the view. */
  private void happened(long n, MediaItemKey item) {
    MediaFold fold = new MediaFold();
    fold.apply(Happenings.acquired("boat.jpg", MediaType.JPEG, Happenings.AT), 1);
    fold.apply(Happenings.hashed((int) n), 2);
    view.put(item, fold.document().orElseThrow());
    read(n, item);
  }

  private void read(long n, MediaItemKey item) {
    MediaItemEvent hashed = Happenings.hashed((int) n);
    writer.apply(
        writer.life(),
        List.of(new JournalEvent("MediaItem|" + item.entityId(), 2, hashed, Happenings.AT, at(n))));
  }

  @Test
  void goesBackToWhatWasSavedAndReadsOnWhenAFullDiskHasRoomAgain() {
    int before = writer.life();
    disk.fill();
    happened(2, SECOND);
    assertThrows(UncheckedIOException.class, writer::tick);
    assertThrows(UncheckedIOException.class, writer::tick, "still full");
    assertFalse(writer.shows(SECOND, at(2)));
    disk.makeRoom();
    writer.tick();
    assertNotEquals(before, writer.life(), "what follows the journal begins again");
    assertEquals(at(1), writer.read());
    assertTrue(writer.shows(FIRST, at(1)));
    assertFalse(writer.shows(SECOND, at(2)));
    read(2, SECOND);
    writer.tick();
    assertTrue(writer.shows(SECOND, at(2)));
    assertEquals(2, index.items());
  }

  @Test
  void endsARebuildThatMetAFullDiskAndKeepsWhatWasSaved() {
    CompletableFuture<?> whole =
        writer
            .restart(Optional.of(new IndexJournal.Extent(2, at(9))), (read, all) -> {})
            .toCompletableFuture();
    disk.fill();
    read(2, FIRST);
    assertThrows(UncheckedIOException.class, writer::tick);
    disk.makeRoom();
    writer.tick();
    assertTrue(whole.isCompletedExceptionally());
    assertEquals(at(1), writer.read());
    assertEquals(1, index.items());
    assertTrue(writer.shows(FIRST, at(1)));
  }
}
