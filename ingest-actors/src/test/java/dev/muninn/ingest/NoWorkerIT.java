package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.Story;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node without anybody who embeds, until one joins. */
class NoWorkerIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final OrgId ORG = OrgId.random();

  @TempDir private Path folder;

  private static PipelineCounts.StageCount embed(PipelineCounts counts) {
    return counts.stages().stream()
        .filter(one -> one.stage() == StageName.EMBED)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> remark(TestNode node, MediaId item) throws Exception {
    Story story = TestNode.get(node.board().story(ORG, item)).orElseThrow();
    return story.steps().stream()
        .filter(step -> step.stage() == StageName.EMBED)
        .findFirst()
        .orElseThrow()
        .remark();
  }

  /** The list of services is told to everybody a moment after an entry was made. */
  private static WorkerFacts listed(TestNode node) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < deadline) {
      List<WorkerFacts> all = TestNode.get(node.ports().workers().all());
      if (!all.isEmpty()) {
        return all.get(0);
      }
    }
    throw new AssertionError("no worker was listed");
  }

  @Test
  void itemsWaitAndSayForWhatAndGoOnWhenAWorkerJoins() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      TestNode node = TestNode.startWithoutWorker(database, folder);
      MediaId item = node.upload(ORG, "a.jpg", Pictures.jpeg(1)).mediaId();
      PipelineCounts waiting = node.await(ORG, c -> embed(c).waiting() == 1, LONG);
      String words = embed(waiting).waitsFor().orElseThrow();
      assertTrue(words.startsWith("Waiting for a worker"), words);
      assertEquals(Optional.of(words), remark(node, item));
      assertEquals(0, waiting.failed());
      assertEquals(0, TestNode.get(node.ports().workers().all()).size());

      node.startWorker();
      node.await(
          ORG,
          c -> c.stages().stream().anyMatch(s -> s.stage() == StageName.INDEX && s.waiting() == 1),
          LONG);
      assertEquals(Optional.empty(), embed(node.counts(ORG)).waitsFor());
      assertEquals("fake device", listed(node).models().get(0).device());
      node.stop();
    }
  }
}
