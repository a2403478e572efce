package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.NoRoomException;
import dev.muninn.catalog.CannotPauseException;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.PipelineControl.RetryChoice;
import dev.muninn.catalog.PipelineControl.RetryOutcome;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.storage.FillableDisk;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does to the pipeline of a whole node, and what a full disk does to it. */
class PipelineControlIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final OrgId ORG = OrgId.random();
  private static final ParticipantId ANNA = ParticipantId.random();

  @TempDir Path folder;

  @Test
  void retriesWhatIsNamedAndWhatMatches() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.start(database, folder);
      List<MediaId> broken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        broken.add(node.upload(ORG, "cut" + i + ".jpg", Pictures.broken(i)).mediaId());
      }
      MediaIntake.Receipt fine = node.upload(ORG, "fine.jpg", Pictures.jpeg(9));
      node.await(ORG, c -> c.quarantined() == 3 && of(StageName.INDEX, c).waiting() == 1, LONG);

      MediaId stranger = new MediaId("z".repeat(26));
      RetryOutcome named =
          retry(node, ORG, new RetryChoice.Named(List.of(broken.get(0), fine.mediaId(), stranger)));
      assertEquals(new RetryOutcome(1, 1, List.of(stranger)), named);
      node.await(ORG, c -> c.quarantined() == 3, LONG);

      RetryChoice.Matching all =
          new RetryChoice.Matching(Optional.empty(), Optional.of(ErrorCode.BROKEN_FILE));
      assertEquals(0, retry(node, OrgId.random(), all).retried());
      assertEquals(3, retry(node, ORG, all).retried());
      node.await(ORG, c -> c.quarantined() == 3, LONG);
      RetryChoice.Matching none =
          new RetryChoice.Matching(Optional.of(StageName.EMBED), Optional.empty());
      assertEquals(0, retry(node, ORG, none).retried());
      node.stop();
    }
  }

  private static RetryOutcome retry(TestNode node, OrgId org, RetryChoice choice) throws Exception {
    return TestNode.get(node.control().retry(org, choice, ANNA));
  }

  private static PipelineCounts.StageCount of(StageName stage, PipelineCounts counts) {
    return counts.stages().stream().filter(one -> one.stage() == stage).findFirst().orElseThrow();
  }

  @Test
  void aPausedStageSaysSoAndGoesOnWhenResumed() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.start(database, folder);
      TestNode.get(node.control().pause(ORG, StageName.EMBED, "the laptop is hot", ANNA));
      node.upload(ORG, "a.jpg", Pictures.jpeg(1));
      PipelineCounts paused = node.await(ORG, c -> of(StageName.EMBED, c).waiting() == 1, LONG);
      assertEquals(
          "the laptop is hot", of(StageName.EMBED, paused).paused().orElseThrow().reason());
      assertEquals(Optional.empty(), of(StageName.STORE, paused).paused());
      assertEquals(ANNA, TestNode.get(node.control().paused(ORG)).get(0).by());
      assertEquals(List.of(), TestNode.get(node.control().paused(OrgId.random())));
      assertTrue(TestNode.get(node.control().resume(ORG, StageName.EMBED, ANNA)));
      node.await(ORG, c -> of(StageName.INDEX, c).waiting() == 1, LONG);

      ExecutionException refused =
          assertThrows(
              ExecutionException.class,
              () -> TestNode.get(node.control().pause(ORG, StageName.INDEX, "why not", ANNA)));
      assertInstanceOf(CannotPauseException.class, refused.getCause());
      assertTrue(refused.getCause().getMessage().contains("pause embed instead"));
      node.stop();
    }
  }

  @Test
  void aFullDiskMakesItemsWaitAndTheyGoOnByThemselves() throws Exception {
    AtomicReference<FillableDisk> disk = new AtomicReference<>();
    try (TestDatabase database = TestDatabase.create()) {
      StorageSettings settings = StorageSettings.of(database.akkaConfig());
      TestNode node =
          TestNode.start(
              database,
              folder,
              database.akkaConfig(),
              (data, roots) -> {
                disk.set(new FillableDisk(data, settings, roots, database.databases().writer()));
                return disk.get().storage();
              });
      assertTrue(node.counts(ORG).intake().open());
      TestNode.get(node.control().pause(ORG, StageName.STORE, "until it is full", ANNA));
      for (int i = 0; i < 5; i++) {
        node.upload(ORG, i + ".jpg", Pictures.jpeg(i));
      }
      disk.get().fill();
      TestNode.get(node.control().resume(ORG, StageName.STORE, ANNA));
      assertThrows(NoRoomException.class, () -> node.upload(ORG, "more.jpg", Pictures.jpeg(77)));
      // the view comes after the uploads
      node.await(ORG, c -> c.waiting() == 5, LONG);
      PipelineCounts full = node.counts(ORG);
      assertEquals(5, full.waiting());
      assertEquals(0, full.failed());
      assertEquals(false, full.intake().open());
      assertTrue(full.intake().freeBytes() < full.intake().floorBytes());
      assertTrue(full.intake().words().contains("Free some room"), full.intake().words());
      disk.get().free();
      node.await(ORG, c -> of(StageName.INDEX, c).waiting() == 5, LONG);
      node.stop();
    }
  }
}
