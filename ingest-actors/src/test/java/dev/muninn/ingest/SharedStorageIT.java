package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.catalog.Imports.SourceOutcome;
import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.Story;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.storage.FillableDisk;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.Custody;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of several: a disk that goes away, or is full, is no fault of any item. */
class SharedStorageIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final OrgId ORG = OrgId.random();
  private static final ParticipantId ANNA = ParticipantId.random();
  private static final String SHARED =
      "muninn.ingest.storage { shared = on, reach-every = 200 ms }\n"
          + "muninn.ingest.source.watch-interval = 1 s";

  private final TestDatabase database = TestDatabase.create();
  private final AtomicReference<FillableDisk> disk = new AtomicReference<>();
  @TempDir private Path folder;
  private Path photos;
  private TestNode node;

  @BeforeEach
  void start() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    Config config = ConfigFactory.parseString(SHARED).withFallback(database.akkaConfig());
    StorageSettings settings = StorageSettings.of(config);
    node =
        TestNode.start(
            database,
            folder.resolve("data"),
            config,
            (data, roots) -> {
              disk.set(new FillableDisk(data, settings, roots, database.databases().writer()));
              return disk.get().storage();
            });
  }

  @AfterEach
  void stop() throws Exception {
    node.stop();
    database.close();
  }

  private static PipelineCounts.StageCount of(StageName stage, PipelineCounts counts) {
    return counts.stages().stream().filter(one -> one.stage() == stage).findFirst().orElseThrow();
  }

  private void pause() throws Exception {
    TestNode.get(node.control().pause(ORG, StageName.STORE, "for the test", ANNA));
  }

  private void resume() throws Exception {
    TestNode.get(node.control().resume(ORG, StageName.STORE, ANNA));
  }

  private void scan(Custody custody, String name) throws Exception {
    Files.write(photos.resolve("a.jpg"), Pictures.jpeg(5));
    SourceSpec spec = new SourceSpec(name, photos.toString(), custody, false, List.of(), List.of());
    SourceOutcome.Created made =
        assertInstanceOf(
            SourceOutcome.Created.class,
            TestNode.get(node.ports().imports().create(ORG, spec, ANNA)));
    TestNode.get(node.ports().imports().scan(ORG, made.sourceId(), ANNA));
  }

  private Optional<String> storeWaitsFor(PipelineCounts counts) {
    return of(StageName.STORE, counts).waitsFor();
  }

  private void awaitWords(String begin) throws Exception {
    node.await(
        ORG, c -> storeWaitsFor(c).filter(words -> words.startsWith(begin)).isPresent(), LONG);
  }

  private void awaitEmbedded(int items) throws Exception {
    PipelineCounts done = node.await(ORG, c -> of(StageName.INDEX, c).waiting() == items, LONG);
    assertEquals(0, done.failed() + done.quarantined());
  }

  private List<String> happened(MediaId item) throws Exception {
    Story story = TestNode.get(node.board().story(ORG, item)).orElseThrow();
    return story.events().stream().map(Story.Entry::type).toList();
  }

  @Test
  void aStoreThatIsUnmountedFailsNothingAndGoesOnWhenItIsBack() throws Exception {
    pause();
    MediaId item = node.upload(ORG, "a.jpg", Pictures.jpeg(1)).mediaId();
    Path pool = folder.resolve("data/pool");
    Path aside = folder.resolve("aside");
    Files.move(pool, aside);
    Files.createDirectory(pool);
    resume();
    awaitWords("Waiting for the store of originals");
    assertThrows(StoreAwayException.class, () -> node.upload(ORG, "b.jpg", Pictures.jpeg(2)));
    assertEquals(false, node.counts(ORG).intake().open());
    assertEquals(List.of("Acquired", "Hashed"), happened(item));
    assertEquals(0, pool.toFile().list().length);

    Files.delete(pool);
    Files.move(aside, pool);
    awaitEmbedded(1);
    assertTrue(happened(item).stream().noneMatch("StageFailed"::equals));
  }

  @Test
  void aFolderThatIsUnmountedKeepsNobodyElseWaiting() throws Exception {
    pause();
    scan(Custody.IN_PLACE, "vault");
    node.await(ORG, c -> of(StageName.STORE, c).waiting() == 1, LONG);
    Path aside = folder.resolve("aside");
    Files.move(photos, aside);
    Files.createDirectory(photos);
    awaitWords("Waiting for the storage “vault”");
    resume();
    node.upload(ORG, "b.jpg", Pictures.jpeg(2));
    awaitEmbedded(1);
    PipelineCounts now = node.counts(ORG);
    assertEquals(1, of(StageName.STORE, now).waiting());
    assertTrue(storeWaitsFor(now).isPresent());

    Files.delete(photos);
    Files.move(aside, photos);
    awaitEmbedded(2);
  }

  @Test
  void aDiskThatRefusesIsNoAttemptAndIsTriedAgainByItself() throws Exception {
    pause();
    scan(Custody.COPY, "card");
    node.await(ORG, c -> of(StageName.STORE, c).waiting() == 1, LONG);
    disk.get().refuse();
    resume();
    awaitWords("Waiting for room");
    assertEquals(0, node.counts(ORG).failed());
    disk.get().free();
    awaitEmbedded(1);
    MediaId item =
        TestNode.get(node.board().items(ORG, PipelineFilter.ALL, Optional.empty(), 10))
            .items()
            .get(0)
            .mediaId();
    assertTrue(happened(item).stream().noneMatch("StageFailed"::equals));
  }
}
