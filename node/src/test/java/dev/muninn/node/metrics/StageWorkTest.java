package dev.muninn.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.RunId;
import dev.muninn.media.StageName;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageWorkTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private Instant now = NOON;
  private final StageWork work = new StageWork(() -> now);

  private void embedded(String node, int part, int parts) {
    StepRun step = new StepRun(node, 1, NOON, 1);
    EmbeddingSpace space = new EmbeddingSpace("m", "1", 2);
    work.count(
        new MediaItemEvent.Embedded(
            space, RunId.random(), part, parts, List.of(), List.of(), step, NOON));
  }

  @Test
  void countsByNodeAndForgetsAfterAMinuteAndAnHour() {
    embedded("one", 1, 1);
    now = NOON.plusSeconds(59);
    embedded("one", 1, 1);
    embedded("other", 1, 1);
    assertEquals(List.of(new StageWork.Done(StageName.EMBED, 2, 2)), work.of("one"));
    now = NOON.plusSeconds(60);
    assertEquals(List.of(new StageWork.Done(StageName.EMBED, 1, 2)), work.of("one"));
    now = NOON.plusSeconds(59 * 60);
    assertEquals(List.of(new StageWork.Done(StageName.EMBED, 0, 2)), work.of("one"));
    now = NOON.plusSeconds(60 * 60);
    assertEquals(List.of(), work.of("one"));
    embedded("one", 1, 1);
    assertEquals(List.of(new StageWork.Done(StageName.EMBED, 1, 1)), work.of("one"));
  }

  @Test
  void aStepOfSeveralPartsCountsOnce() {
    embedded("one", 1, 2);
    embedded("one", 2, 2);
    assertEquals(List.of(new StageWork.Done(StageName.EMBED, 1, 1)), work.of("one"));
  }
}
