package dev.muninn.ingest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.ingest.media.ScenePlan.Planned;
import dev.muninn.ingest.media.child.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

final class ScenePlanTest {

  /** Frames so many seconds apart, each of one grey (0..255) all over. */
  private static List<Keyframe> frames(int count, double apart, IntUnaryOperator grey) {
    List<Keyframe> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[3 * 4];
      Arrays.fill(rgb, (byte) grey.applyAsInt(i));
      frames.add(new Keyframe(i * apart, new Look(rgb)));
    }
    return frames;
  }

  private static ScenePlan whole(List<Keyframe> frames, double seconds) {
    ScenePlan plan = ScenePlan.of(frames, seconds);
    long at = 0;
    for (Planned scene : plan.scenes()) {
      assertEquals(at, scene.startMs());
      assertTrue(scene.endMs() > at);
      at = scene.endMs();
    }
    assertEquals(Math.round(seconds * 1000), at);
    assertTrue(plan.scenes().size() <= Math.max(1, Math.ceil(seconds / 5)), "one each 5 s");
    return plan;
  }

  /** Never like the one before, nor like any of the last few. */
  private static int restless(int i) {
    return 20 + 47 * i % 200;
  }

  @Test
  void cutsWhereTheFramesDiffer() {
    assertEquals(
        List.of(new Planned(0, 5000, 2), new Planned(5000, 10_000, 7)),
        whole(frames(10, 1, i -> i < 5 ? 60 : 200), 10).scenes());
  }

  @Test
  void keepsTheClearestCutsWhenThereAreTooMany() {
    List<Keyframe> frames = frames(20, 1, i -> 40 * (i / 3 % 2) + (i < 10 ? 20 : 180));

    ScenePlan plan = whole(frames, 20);

    assertTrue(plan.scenes().stream().anyMatch(s -> s.startMs() == 10_000), plan.toString());
  }

  @Test
  void noSceneIsShorterThanTwoSeconds() {
    ScenePlan plan = whole(frames(100, 0.5, ScenePlanTest::restless), 50);

    assertTrue(plan.scenes().size() > 5, plan.toString());
    assertTrue(plan.scenes().stream().allMatch(s -> s.endMs() - s.startMs() >= 2000));
  }

  @Test
  void makesAtMostFiveHundredAndTwelve() {
    assertEquals(512, whole(frames(600, 12, ScenePlanTest::restless), 7200).scenes().size());
    assertTrue(whole(frames(600, 60, ScenePlanTest::restless), 36_000).scenes().size() <= 512);
  }

  @Test
  void leavesNoLongSceneUndividedForTheSakeOfCuts() {
    // all change in the first half hour, then a slow pan
    List<Keyframe> frames =
        frames(600, 12, i -> i < 300 ? restless(i) : 20 + 20 * (i / 2 % 3) + i % 2);

    long longest =
        whole(frames, 7200).scenes().stream()
            .mapToLong(s -> s.endMs() - s.startMs())
            .max()
            .orElse(0);

    assertTrue(longest < 120_000, longest + " ms");
  }

  @Test
  void dividesWhatChangesSlowly() {
    ScenePlan plan = whole(frames(50, 2, i -> 20 + 4 * i), 100);

    assertEquals(16, plan.scenes().size());
    assertTrue(plan.scenes().stream().allMatch(s -> s.endMs() - s.startMs() <= 10_000));
  }

  @Test
  void whatNeverChangesIsOneScene() {
    assertEquals(
        List.of(new Planned(0, 3_600_000, 300)), whole(frames(600, 6, i -> 90), 3600).scenes());
  }

  @Test
  void aGlanceElsewhereDividesWhatIsAlike() {
    ScenePlan plan = whole(frames(60, 1, i -> i >= 20 && i < 30 ? 200 : 60), 60);

    assertEquals(
        List.of(0L, 20_000L, 30_000L), plan.scenes().stream().map(Planned::startMs).toList());
  }

  @Test
  void aBlackFrameStandsForNothingThatIsBrighter() {
    // black in the middle, where a fade meets
    ScenePlan plan = ScenePlan.of(frames(9, 1, i -> i == 4 ? 0 : 30), 9);

    assertTrue(plan.scenes().stream().noneMatch(s -> s.frame() == 4), plan.toString());
  }

  @Test
  void aBlackVideoHasOneScene() {
    assertEquals(1, whole(frames(30, 1, i -> 0), 30).scenes().size());
  }

  @Test
  void takesTheOneFrameThereIs() {
    assertEquals(List.of(new Planned(0, 3000, 0)), whole(frames(1, 1, i -> 9), 3).scenes());
    assertEquals(List.of(new Planned(0, 0, 0)), ScenePlan.of(frames(1, 1, i -> 9), 0).scenes());
  }
}
