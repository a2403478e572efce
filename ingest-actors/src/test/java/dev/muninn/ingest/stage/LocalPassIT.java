package dev.muninn.ingest.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.BlobStore;
import dev.muninn.blob.ContentChangedException;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StagedWrite;
import dev.muninn.blob.StagingArea;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.media.DecodingToolsFixture;
import dev.muninn.ingest.media.SampleMedia;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import dev.muninn.media.StagedRef;
import dev.muninn.media.signal.ItemFacts;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.StageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPassIT {
  private static final OrgId ORG = new OrgId("family");
  private static final Set<StageName> ALL =
      Set.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW, StageName.EMBED);
  private static DecodingTools tools;

  @TempDir Path root;
  private final SourceId source = SourceId.random();
  private final StagedRef staged = StagedRef.random();
  private ContentHash hash = new ContentHash("0".repeat(64));
  private boolean offline;
  private boolean full;

  @BeforeAll
  static void start() throws IOException {
    tools = DecodingToolsFixture.start();
  }

  @AfterAll
  static void stop() {
    tools.close();
  }

  private StageOutcome run(ItemFacts facts) throws Exception {
    return new LocalPass(
            new Pool(),
            new Staging(),
            new Sources(),
            new Derived(),
            tools,
            Runnable::run,
            Clock.systemUTC())
        .run(new StageInput(facts, 1, "node-1", Set.of()))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private ItemFacts facts(Custody custody, ByteOrigin origin, long size, Set<StageName> owed) {
    return new ItemFacts(
        ORG,
        new MediaId("a".repeat(26)),
        hash,
        size,
        MediaType.JPEG,
        custody,
        List.of(origin),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        false,
        owed);
  }

  private ItemFacts stagedPicture(byte[] bytes) throws IOException {
    Files.write(root.resolve(staged.value()), bytes);
    hash = ContentHash.ofBytes(Blake3.hash(bytes));
    return facts(Custody.COPY, new ByteOrigin.Staged(staged), bytes.length, ALL);
  }

  private FileLocation sourcePicture() throws IOException {
    byte[] jpeg = SampleMedia.jpeg(64, 48, 1);
    Files.write(root.resolve("holiday.jpg"), jpeg);
    hash = ContentHash.ofBytes(Blake3.hash(jpeg));
    return new FileLocation(source, "holiday.jpg", jpeg.length, 1, 1, 1);
  }

  @Test
  void doesAllThreeInOneRun() throws Exception {
    StageOutcome outcome = run(stagedPicture(SampleMedia.jpeg(640, 480, 6)));

    assertEquals(Optional.empty(), outcome.failure());
    assertEquals(3, outcome.results().size());
    StageResult.Stored stored = (StageResult.Stored) outcome.results().get(0);
    assertTrue(Files.exists(new Pool().path(stored.blob().orElseThrow())));
    StageResult.Described described = (StageResult.Described) outcome.results().get(1);
    assertEquals(Optional.of(480), described.description().width());
    StageResult.Previewed previewed = (StageResult.Previewed) outcome.results().get(2);
    assertEquals(2, previewed.derived().size());
    assertTrue(Files.exists(new Derived().path(previewed.segments().get(0).proxy())));
    assertEquals("node-1", previewed.step().node());
  }

  @Test
  void findsWhatARunThatDiedHadStored() throws Exception {
    ItemFacts facts = stagedPicture(SampleMedia.jpeg(64, 48, 1));
    run(facts);
    Files.deleteIfExists(root.resolve(staged.value()));

    StageOutcome again = run(facts);

    assertEquals(Optional.empty(), again.failure());
    assertEquals(3, again.results().size());
  }

  @Test
  void keepsTheStoredResultWhenThePictureIsBroken() throws Exception {
    byte[] jpeg = SampleMedia.jpeg(640, 480, 1);
    StageOutcome outcome = run(stagedPicture(Arrays.copyOf(jpeg, jpeg.length / 2)));

    assertTrue(outcome.results().get(0) instanceof StageResult.Stored);
    assertEquals(StageName.PREVIEW, outcome.failure().orElseThrow().stage());
    assertEquals(ErrorCode.BROKEN_FILE, outcome.failure().orElseThrow().failure().code());
  }

  @Test
  void readsAFileInPlaceAndMakesNoBlob() throws Exception {
    FileLocation location = sourcePicture();
    StageOutcome outcome =
        run(facts(Custody.IN_PLACE, new ByteOrigin.InSource(location), location.size(), ALL));

    assertEquals(3, outcome.results().size());
    assertEquals(Optional.empty(), ((StageResult.Stored) outcome.results().get(0)).blob());
    assertTrue(Files.notExists(root.resolve("pool")));
  }

  @Test
  void tellsAChangedFileApartFromAGoneOne() throws Exception {
    FileLocation now = sourcePicture();
    FileLocation before = new FileLocation(source, now.path(), now.size(), 7, 1, 1);
    ItemFacts facts = facts(Custody.IN_PLACE, new ByteOrigin.InSource(before), before.size(), ALL);

    assertEquals(LossReason.CHANGED, run(facts).lost().orElseThrow().reason());
    Files.delete(root.resolve("holiday.jpg"));
    StageOutcome gone = run(facts);
    assertEquals(LossReason.GONE, gone.lost().orElseThrow().reason());
    assertEquals(List.of(), gone.results());
  }

  @Test
  void waitsForASourceThatIsOffline() throws Exception {
    FileLocation location = sourcePicture();
    offline = true;

    StageOutcome outcome =
        run(facts(Custody.COPY, new ByteOrigin.InSource(location), location.size(), ALL));

    assertEquals(ErrorCode.SOURCE_OFFLINE, outcome.failure().orElseThrow().failure().code());
    assertEquals(Optional.empty(), outcome.lost());
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    full = true;

    StageOutcome outcome = run(stagedPicture(SampleMedia.jpeg(64, 48, 1)));

    assertEquals(StageName.STORE, outcome.failure().orElseThrow().stage());
    assertEquals(ErrorCode.DISK_FULL, outcome.failure().orElseThrow().failure().code());
  }

  @Test
  void doesOnlyWhatIsOwed() throws Exception {
    ItemFacts facts = stagedPicture(SampleMedia.jpeg(64, 48, 1));

    StageOutcome outcome =
        run(facts(Custody.COPY, facts.origins().get(0), facts.size(), Set.of(StageName.DESCRIBE)));

    assertEquals(1, outcome.results().size());
    assertTrue(outcome.results().get(0) instanceof StageResult.Described);
  }

  private final class Pool implements BlobStore {
    @Override
    public void adopt(Path synced, BlobKey key) throws IOException {
      if (full) {
        throw new NoRoomException("no room left");
      }
      Files.createDirectories(path(key).getParent());
      Files.move(synced, path(key));
    }

    @Override
    public boolean isWhole(BlobKey key, ContentHash expected, long size) throws IOException {
      return Files.exists(path(key)) && hashOf(path(key)).equals(expected);
    }

    @Override
    public void copy(Path from, ContentHash expected, BlobKey key) throws IOException {
      if (!hashOf(from).equals(expected)) {
        throw new ContentChangedException("other bytes");
      }
      Files.createDirectories(path(key).getParent());
      Files.copy(from, path(key), StandardCopyOption.REPLACE_EXISTING);
    }

    private ContentHash hashOf(Path file) throws IOException {
      return ContentHash.ofBytes(Blake3.hash(Files.readAllBytes(file)));
    }

    @Override
    public Path path(BlobKey key) {
      return root.resolve("pool").resolve(key.value());
    }

    @Override
    public String volume() {
      return "test";
    }
  }

  private final class Staging implements StagingArea {
    @Override
    public StagedWrite begin(OrgId org) {
      throw new UnsupportedOperationException("stages write nothing here");
    }

    @Override
    public Path path(StagedRef ref) {
      return root.resolve(ref.value());
    }

    @Override
    public void discard(StagedRef ref) throws IOException {
      Files.delete(path(ref));
    }
  }

  private final class Sources implements SourceFiles {
    @Override
    public Path resolve(FileLocation location) throws IOException {
      if (offline) {
        throw new SourceOfflineException("the folder is not there");
      }
      Path file = root.resolve(location.path());
      if (!Files.exists(file)) {
        throw new NoSuchFileException("gone");
      }
      return file;
    }

    @Override
    public FileLocation stat(FileLocation location) throws IOException {
      Path file = resolve(location);
      return new FileLocation(source, location.path(), Files.size(file), 1, 1, 1);
    }
  }

  private final class Derived implements DerivedStore {
    @Override
    public Path path(DerivedKey key) {
      return root.resolve("derived").resolve(key.value());
    }

    @Override
    public void adopt(Path finished, DerivedKey key) throws IOException {
      Files.createDirectories(path(key).getParent());
      Files.move(finished, path(key));
    }

    @Override
    public void discard(DerivedKey key) throws IOException {
      Files.deleteIfExists(path(key));
    }

    @Override
    public Workbench workbench() throws IOException {
      Path folder = Files.createTempDirectory(root, "bench");
      return new Workbench() {
        @Override
        public Path folder() {
          return folder;
        }

        @Override
        public void close() {
          // the temporary folder of the test goes as a whole
        }
      };
    }
  }
}
