package dev.muninn.ingest.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.serialization.SerializationExtension;
import com.typesafe.config.ConfigFactory;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The sizes of work for a worker as it goes between nodes, at the longest names there are. */
class FramesTest {
  private static final int MOST_BYTES = 128 * 1024;
  private static final OrgId ORG = new OrgId("o".repeat(32));
  private static final MediaId ITEM = new MediaId("m".repeat(26));
  private static final ActorTestKit KIT =
      ActorTestKit.create(ConfigFactory.parseString("akka.loglevel = WARNING"));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static EmbedTask task(int segments) {
    List<Segment> all = new ArrayList<>();
    DerivedKey proxy =
        DerivedKey.of(ORG, ITEM, new RunId("r".repeat(26)), "p".repeat(40) + ".jpeg");
    for (int i = 0; i < segments; i++) {
      all.add(new Segment(i, 1_000_000_000L + i, 2_000_000_000L + i, proxy));
    }
    return new EmbedTask(ORG, ITEM, all);
  }

  private static int largest(List<List<EmbedTask>> frames) {
    TestProbe<EmbeddingSignal> probe = KIT.createTestProbe();
    return frames.stream()
        .map(
            frame ->
                new WorkerCommand.Embed(
                    "b".repeat(36),
                    new EmbeddingSpace("m".repeat(60), "v".repeat(60), 4096),
                    frame,
                    probe.getRef()))
        .mapToInt(embed -> SerializationExtension.get(KIT.system()).serialize(embed).get().length)
        .max()
        .orElseThrow();
  }

  private static void assertFit(List<EmbedTask> tasks) {
    List<List<EmbedTask>> frames = Frames.of(tasks);
    assertEquals(tasks, frames.stream().flatMap(List::stream).toList());
    int bytes = largest(frames);
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  @Test
  void aBatchOfLongVideosIsCut() {
    assertFit(Collections.nCopies(16, task(512)));
  }

  @Test
  void theLargestBatchOfPicturesFits() {
    assertFit(Collections.nCopies(256, task(1)));
  }

  @Test
  void aBatchOfShortVideosIsCut() {
    assertFit(Collections.nCopies(256, task(7)));
  }
}
