package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.media.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TowerRunTest {
  private static final int LENGTH = 3;
  private final FakeTowers towers = new FakeTowers();
  private final TowerRun run = new TowerRun(towers, new Head.Identity(2), LENGTH, 8);

  private static List<float[]> pictures(int count) {
    return IntStream.range(0, count).mapToObj(i -> new float[] {i, 0, 0}).toList();
  }

  private static void assertInOrder(List<ImageOutcome> outcomes, int count) {
    assertEquals(count, outcomes.size());
    for (int i = 0; i < count; i++) {
      ImageOutcome.Seen seen = assertInstanceOf(ImageOutcome.Seen.class, outcomes.get(i));
      assertEquals(Embedding.canonical(new float[] {3, 4 + i}), seen.vector());
    }
  }

  @Test
  void halvesWhatDoesNotFitIntoTheDeviceAndKeepsToIt() {
    towers.memory(3);
    assertInOrder(run.of(pictures(8)), 8);
    assertEquals(List.of(8, 4, 2, 2, 2, 2), towers.sizes());
    assertEquals(2, run.batch());
    towers.sizes().clear();
    assertInOrder(run.of(pictures(4)), 4);
    assertEquals(List.of(2, 2), towers.sizes());
  }

  @Test
  void triesMoreAgainWhenThereHasBeenRoomForLong() {
    towers.memory(4);
    run.of(pictures(8));
    assertEquals(4, run.batch());
    towers.memory(100);
    run.of(pictures(4 * BatchLimit.PATIENCE));
    assertEquals(8, run.batch());
  }

  @Test
  void failsAPictureThatAloneIsTooMuch() {
    towers.memory(0);
    List<ImageOutcome> outcomes = run.of(pictures(2));
    for (ImageOutcome outcome : outcomes) {
      ImageOutcome.Refused refused = assertInstanceOf(ImageOutcome.Refused.class, outcome);
      assertEquals(ErrorCode.MODEL_FAILED, refused.failure().code());
      assertTrue(refused.failure().detail().contains("out of memory"));
    }
    assertEquals(List.of(2, 1, 1), towers.sizes());
  }

  @Test
  void triesABatchThatFailsPictureByPicture() {
    towers.failAbove(1);
    assertInOrder(run.of(pictures(4)), 4);
    assertEquals(List.of(4, 1, 1, 1, 1), towers.sizes());
    assertEquals(8, run.batch(), "that was not the memory");
  }

  @Test
  void keepsAccountOfTheDevice() {
    run.of(Collections.nCopies(5, new float[LENGTH]));
    DeviceUse use = run.use();
    assertEquals("cuda:1", use.device().toString());
    assertEquals(5, use.pictures());
    assertTrue(use.busyNanos() > 0);
  }
}
