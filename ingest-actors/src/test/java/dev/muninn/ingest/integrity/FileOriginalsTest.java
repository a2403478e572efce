package dev.muninn.ingest.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.Originals.Outcome;
import dev.muninn.blob.Originals.Wanted;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.cluster.DataFolder;
import dev.muninn.ingest.storage.FileStat;
import dev.muninn.ingest.storage.StorageModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ContentHash;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOriginalsTest {
  private static final OrgId ORG = new OrgId("home");
  private static final MediaId ITEM = new MediaId("a".repeat(26));
  private static final SourceId NEAR = SourceId.random();
  private static final BlobKey KEY =
      BlobKey.of(ORG, new ContentHash("ab".repeat(32)), MediaType.JPEG);
  private static final Optional<String> WELL = Optional.empty();

  @TempDir private Path temp;
  private final RecordedFaults faults = new RecordedFaults();
  private StorageModule storage;
  private Path photos;
  private Path pooled;
  private FileOriginals originals;

  @BeforeEach
  void open() throws IOException {
    temp = temp.toRealPath();
    photos = Files.createDirectories(temp.resolve("photos"));
    storage =
        StorageModule.open(
            new DataFolder(temp.resolve("data")),
            new StorageSettings(1, Duration.ofHours(1), Duration.ofHours(1)),
            source -> Optional.of(source.equals(NEAR) ? photos : temp.resolve("away")),
            null);
    originals =
        new FileOriginals(storage.blobs(), storage.sourceFiles(), storage.derived(), faults);
    pooled = storage.blobs().path(KEY);
    Files.createDirectories(pooled.getParent());
    Files.writeString(pooled, "bytes");
  }

  @Test
  void servesTheBlob() throws IOException {
    assertEquals(new Outcome.Found(pooled), find(true, WELL));
    assertEquals(List.of(), faults.told);
  }

  @Test
  void neverServesABlobThatIsKnownToBeDamaged() throws IOException {
    Outcome.Damaged damaged =
        assertInstanceOf(Outcome.Damaged.class, find(true, Optional.of("one bit is other")));
    assertTrue(damaged.words().contains("one bit is other"), damaged.words());
    assertEquals(List.of(), faults.told, "it is known");
  }

  @Test
  void tellsTheItemOfABlobThatIsMissingOrHasAnotherSize() throws IOException {
    Files.writeString(pooled, "byt");
    assertInstanceOf(Outcome.Damaged.class, find(true, WELL));
    Files.writeString(pooled, "bytes and more");
    assertInstanceOf(Outcome.Damaged.class, find(true, WELL));
    Files.delete(pooled);
    assertInstanceOf(Outcome.Damaged.class, find(true, WELL));
    Files.createDirectory(pooled);
    assertInstanceOf(Outcome.Damaged.class, find(true, WELL));
    assertEquals(
        List.of("damaged TRUNCATED", "damaged OTHER_BYTES", "damaged MISSING", "damaged MISSING"),
        faults.told);
  }

  @Test
  void servesAnUntouchedFileInPlaceWhereTheBlobIsDamaged() throws IOException {
    assertEquals(
        new Outcome.Found(photos.resolve("a.jpg")),
        find(true, Optional.of("bits"), place("a.jpg")));
  }

  @Test
  void servesAFileInPlaceThatLooksUntouchedAndNoOther() throws IOException {
    FileLocation recorded = place("a.jpg");
    assertEquals(new Outcome.Found(photos.resolve("a.jpg")), find(false, WELL, recorded));

    Files.writeString(photos.resolve("a.jpg"), "other");
    assertInstanceOf(Outcome.Gone.class, find(false, WELL, recorded));
    assertEquals(
        new Outcome.Found(photos.resolve("b.jpg")), find(false, WELL, recorded, place("b.jpg")));
    Files.delete(photos.resolve("a.jpg"));
    assertInstanceOf(Outcome.Gone.class, find(false, WELL, recorded));
    assertEquals(
        List.of("lost a.jpg CHANGED", "lost a.jpg CHANGED", "lost a.jpg GONE"), faults.told);
  }

  @Test
  void aFolderThatIsAwayOrNotMountedLosesNothing() throws IOException {
    FileLocation away = FileStat.of(pooled).at(SourceId.random(), "x.jpg");
    assertInstanceOf(Outcome.SourceOffline.class, find(false, WELL, away));

    FileLocation unmounted = place("a.jpg");
    Files.delete(photos.resolve("a.jpg"));
    assertInstanceOf(Outcome.SourceOffline.class, find(false, WELL, unmounted));
    assertEquals(List.of(), faults.told);
  }

  @Test
  void tellsWhatIsNotStoredYetFromWhatIsGone() throws IOException {
    assertInstanceOf(Outcome.NotStored.class, find(false, WELL));
    assertInstanceOf(Outcome.Gone.class, find(false, Optional.of("no other copy is known")));
  }

  @Test
  void tellsTheItemWhichRunLostAFile() throws IOException {
    RunId run = RunId.random();
    originals.derivedLost(ORG, ITEM, DerivedKey.of(ORG, ITEM, run, "thumb-256.jpg"));
    assertEquals(List.of("derived " + run + " thumb-256.jpg"), faults.told);
  }

  @Test
  void noFileIsLostWhileTheirDiskIsNotMounted() {
    FileOriginals away =
        new FileOriginals(storage.blobs(), storage.sourceFiles(), new DerivedAway(), faults);
    DerivedKey key = DerivedKey.of(ORG, ITEM, RunId.random(), "thumb-256.jpg");
    assertThrows(StoreAwayException.class, () -> away.derivedLost(ORG, ITEM, key));
    assertEquals(List.of(), faults.told);
  }

  private Outcome find(boolean stored, Optional<String> damage, FileLocation... places)
      throws IOException {
    return originals.find(
        new Wanted(
            ORG, ITEM, 5, stored ? Optional.of(KEY) : Optional.empty(), damage, List.of(places)));
  }

  private FileLocation place(String name) throws IOException {
    Path file = Files.writeString(photos.resolve(name), "bytes");
    return FileStat.of(file).at(NEAR, name);
  }
}
