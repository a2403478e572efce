package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.MediaIntake;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineFilter;
import dev.muninn.catalog.Story;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void anUploadedPictureIsStoredDescribedPreviewedAndEmbeddedByItself() throws Exception {
    OrgId org = OrgId.random();
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.start(database, folder);
      MediaIntake.Receipt receipt = node.upload(org, "it's \"a\" cat.jpg", Pictures.jpeg(1));
      node.await(org, counts -> waitingFor(StageName.INDEX, counts) == 1, LONG);
      node.indexed(org, receipt.mediaId());
      PipelineCounts counts = node.await(org, now -> now.ready() == 1, LONG);
      assertLaw(counts);

      Story story = TestNode.get(node.board().story(org, receipt.mediaId())).orElseThrow();
      assertEquals(MediaStatus.READY, story.status());
      assertTrue(
          story.steps().stream().allMatch(step -> step.status() == Story.StepStatus.DONE),
          story.toString());
      assertTrue(node.upload(org, "again.jpg", Pictures.jpeg(1)).duplicate());
      assertEquals(
          Optional.empty(), TestNode.get(node.board().story(OrgId.random(), receipt.mediaId())));
      assertEquals(
          1,
          TestNode.get(
                  node.board()
                      .items(
                          org,
                          new PipelineFilter(
                              Optional.of(MediaStatus.READY),
                              Optional.empty(),
                              Optional.empty(),
                              Optional.empty()),
                          Optional.empty(),
                          10))
              .items()
              .size());
      node.stop();
    }
  }

  @Test
  void aBrokenPictureIsQuarantinedWithWords() throws Exception {
    OrgId org = OrgId.random();
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.start(database, folder);
      byte[] bytes = Pictures.jpeg(2);
      byte[] cut = java.util.Arrays.copyOf(bytes, 200);
      node.upload(org, "cut.jpg", cut);
      PipelineCounts counts = node.await(org, now -> now.quarantined() == 1, LONG);
      assertLaw(counts);
      node.stop();
    }
  }

  @Test
  void afterACrashEverythingIsDoneByItselfAndNothingIsLost() throws Exception {
    OrgId org = OrgId.random();
    int many = 80;
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.start(database, folder);
      List<MediaIntake.Receipt> receipts = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        receipts.add(node.upload(org, "p" + i + ".jpg", Pictures.jpeg(i)));
      }
      assertLaw(node.counts(org));
      node.crash();

      TestNode next = TestNode.start(database, folder);
      next.await(
          org,
          counts -> {
            assertLaw(counts);
            if (counts.asOfLagMs() == 0) {
              assertEquals(many, counts.accepted(), counts.toString());
            }
            return waitingFor(StageName.INDEX, counts) == many;
          },
          LONG);
      for (MediaIntake.Receipt receipt : receipts) {
        next.indexed(org, receipt.mediaId());
      }
      next.await(org, counts -> counts.ready() == many, LONG);
      next.stop();
    }
  }

  private static long waitingFor(StageName stage, PipelineCounts counts) {
    return counts.stages().stream()
        .filter(one -> one.stage() == stage)
        .mapToLong(PipelineCounts.StageCount::waiting)
        .sum();
  }

  private static void assertLaw(PipelineCounts counts) {
    assertEquals(
        counts.accepted(),
        counts.ready()
            + counts.waiting()
            + counts.running()
            + counts.failed()
            + counts.quarantined()
            + counts.trashed(),
        counts.toString());
  }
}
