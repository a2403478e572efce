package dev.muninn.ingest.media;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Cuts a video into scenes at the frames that differ most from the one before, so that each scene
 * is at least {@link #MIN_SECONDS} long, a long one is divided, and there are at most {@link
 * #MAX_SCENES}. A pure function of the frames: the same video has the same scenes.
 */
record ScenePlan(List<Planned> scenes) {
  static final int MAX_SCENES = 64;
  static final double MIN_SECONDS = 2;

  /** From here on another place is seen; ffmpeg's documentation proposes 0.3 to 0.5. */
  private static final double CUT = 0.3;

  /** One picture does not stand for more, where there are scenes to spare. */
  private static final double MAX_SECONDS = 30;

  ScenePlan {
    scenes = List.copyOf(scenes);
  }

  /** Bounds in milliseconds, and which of the frames stands for the scene. */
  record Planned(long startMs, long endMs, int frame) {}

  /** {@code frames} is not empty; {@code seconds} is the duration. */
  static ScenePlan of(List<Keyframe> frames, double seconds) {
    double end = Math.max(seconds, frames.get(frames.size() - 1).seconds());
    TreeSet<Double> cuts = new TreeSet<>();
    cuts.add(0.0);
    addBest(cuts, candidates(frames), end);
    divide(cuts, frames, end);
    List<Double> bounds = new ArrayList<>(cuts);
    bounds.add(end);
    List<Planned> scenes = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      scenes.add(planned(bounds.get(i), bounds.get(i + 1), frames));
    }
    return new ScenePlan(scenes);
  }

  /** The frames that begin another scene, the clearest first. */
  private static List<Keyframe> candidates(List<Keyframe> frames) {
    return frames.stream()
        .skip(1)
        .filter(frame -> frame.change() >= CUT)
        .sorted(
            Comparator.comparingDouble(Keyframe::change)
                .reversed()
                .thenComparingDouble(Keyframe::seconds))
        .toList();
  }

  private static void addBest(TreeSet<Double> cuts, List<Keyframe> candidates, double end) {
    for (Keyframe frame : candidates) {
      if (cuts.size() < MAX_SCENES && hasRoom(cuts, frame.seconds(), end)) {
        cuts.add(frame.seconds());
      }
    }
  }

  private static boolean hasRoom(TreeSet<Double> cuts, double at, double end) {
    Double before = cuts.floor(at);
    Double after = cuts.ceiling(at);
    return at - (before == null ? 0 : before) >= MIN_SECONDS
        && (after == null ? end : after) - at >= MIN_SECONDS;
  }

  /** Halves the longest scene at a frame near its middle, again and again. */
  private static void divide(TreeSet<Double> cuts, List<Keyframe> frames, double end) {
    while (cuts.size() < MAX_SCENES) {
      double start = 0;
      double length = 0;
      for (double cut : cuts) {
        Double next = cuts.higher(cut);
        double here = (next == null ? end : next) - cut;
        if (here > length) {
          start = cut;
          length = here;
        }
      }
      double middle = frames.get(nearest(frames, start + length / 2)).seconds();
      if (length <= MAX_SECONDS || !hasRoom(cuts, middle, end)) {
        return;
      }
      cuts.add(middle);
    }
  }

  private static Planned planned(double start, double end, List<Keyframe> frames) {
    return new Planned(
        Math.round(start * 1000), Math.round(end * 1000), representative(frames, start, end));
  }

  /** The frame of the scene that is nearest its middle; where it has none, the nearest at all. */
  private static int representative(List<Keyframe> frames, double start, double end) {
    double middle = (start + end) / 2;
    int best = -1;
    for (int i = 0; i < frames.size(); i++) {
      double at = frames.get(i).seconds();
      if (at >= start
          && at < end
          && (best < 0 || Math.abs(at - middle) < Math.abs(frames.get(best).seconds() - middle))) {
        best = i;
      }
    }
    return best >= 0 ? best : nearest(frames, middle);
  }

  private static int nearest(List<Keyframe> frames, double at) {
    List<Double> times = frames.stream().map(Keyframe::seconds).toList();
    int found = Collections.binarySearch(times, at);
    if (found >= 0) {
      return found;
    }
    int after = Math.min(-found - 1, times.size() - 1);
    int before = Math.max(0, after - 1);
    return Math.abs(times.get(before) - at) <= Math.abs(times.get(after) - at) ? before : after;
  }
}
