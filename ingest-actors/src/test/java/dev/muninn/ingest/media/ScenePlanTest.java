package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScenePlanTest {

  private static List<Keyframe> frames(int count, double apart, double change) {
    List<Keyframe> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new Keyframe(i * apart, i == 0 ? 0 : change, 100));
    }
    return frames;
  }

  private static void assertWhole(ScenePlan plan, long endMs) {
    long at = 0;
    for (ScenePlan.Planned scene : plan.scenes()) {
      assertEquals(at, scene.startMs());
      at = scene.endMs();
    }
    assertEquals(endMs, at);
  }

  @Test
  void cutsWhereTheFramesDiffer() {
    List<Keyframe> frames = frames(10, 1, 0.01);
    frames.set(5, new Keyframe(5, 0.8, 100));

    ScenePlan plan = ScenePlan.of(frames, 10);

    assertEquals(
        List.of(new ScenePlan.Planned(0, 5000, 2), new ScenePlan.Planned(5000, 10_000, 7)),
        plan.scenes());
  }

  @Test
  void makesNoSceneShorterThanTwoSeconds() {
    ScenePlan plan = ScenePlan.of(frames(100, 0.5, 0.9), 50);

    assertWhole(plan, 50_000);
    assertTrue(plan.scenes().stream().allMatch(s -> s.endMs() - s.startMs() >= 2000));
  }

  @Test
  void makesAtMostSixtyFourScenes() {
    ScenePlan plan = ScenePlan.of(frames(1000, 7, 0.9), 7000);

    assertWhole(plan, 7_000_000);
    assertEquals(ScenePlan.MAX_SCENES, plan.scenes().size());
  }

  @Test
  void dividesLongScenes() {
    ScenePlan plan = ScenePlan.of(frames(100, 2, 0.01), 200);

    assertWhole(plan, 200_000);
    assertEquals(8, plan.scenes().size());
  }

  @Test
  void takesTheOneFrameThereIs() {
    assertEquals(
        List.of(new ScenePlan.Planned(0, 3000, 0)), ScenePlan.of(frames(1, 1, 0), 3).scenes());
  }
}
