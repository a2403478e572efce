package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.TestInbox;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.gpu.worker.WorkerMessage.Embedded;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BatchAnswersTest {
  private static final OrgId ORG = new OrgId("home");
  private static final MediaId ITEM = new MediaId("m".repeat(26));

  private static List<Label> labels(List<List<Label>> ofSegments) {
    List<Segment> segments = new ArrayList<>();
    List<ImageOutcome> outcomes = new ArrayList<>();
    for (List<Label> labels : ofSegments) {
      int i = segments.size();
      DerivedKey proxy = DerivedKey.of(ORG, ITEM, new RunId("r".repeat(26)), "proxy-" + i + ".jpg");
      segments.add(new Segment(i, 1000L * i, 1000L * i + 1000, proxy));
      outcomes.add(new ImageOutcome.Seen(Embedding.canonical(new float[] {3, 4}), labels));
    }
    WorkerCommand.Embed batch =
        new WorkerCommand.Embed(
            "b",
            new EmbeddingSpace("test", "1", 2),
            List.of(new EmbedTask(ORG, ITEM, segments)),
            TestInbox.<EmbeddingSignal>create().getRef());
    Embedded done = new Embedded(batch, Instant.EPOCH, outcomes, Optional.empty());
    return ((EmbedAnswer.Vectors) BatchAnswers.of(done, Instant.EPOCH, 1).get(0)).labels();
  }

  @Test
  void saysInWhichSegmentsOfAVideoALabelWasSeen() {
    assertEquals(
        List.of(new Label("fox", 0.9, List.of(0, 2)), new Label("cat", 0.5, List.of(1))),
        labels(
            List.of(
                List.of(new Label("fox", 0.4)),
                List.of(new Label("cat", 0.5)),
                List.of(new Label("fox", 0.9)))));
  }

  @Test
  void saysNoSegmentsOfAPicture() {
    assertEquals(List.of(new Label("fox", 0.4)), labels(List.of(List.of(new Label("fox", 0.4)))));
  }
}
