package dev.muninn.ingest.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Cuts a video into scenes at the frames that differ most from the one before; a long scene is
 * divided, neighbours that look alike are one. No scene that begins at a cut is shorter than {@link
 * #MIN_SECONDS}; in all there is at most one each {@link #SECONDS_EACH} and at most {@link
 * #MAX_SCENES}. A pure function of the frames: the same video has the same scenes.
 */
record ScenePlan(List<Planned> scenes) {
  static final int MAX_SCENES = 512;
  static final double SECONDS_EACH = 5;
  static final double MIN_SECONDS = 2;

  /** One picture does not stand for more, unless nothing changes. */
  static final double MAX_SECONDS = 10;

  /** From here on another place is seen: see {@code Look.difference}. */
  private static final double CUT = 0.12;

  /** Up to here two pictures tell the same: noise, exposure, something small that moved. */
  private static final double ALIKE = 0.03;

  /** Below, a frame counts as black and stands for a scene only where there is no better. */
  static final double BLACK = 19;

  ScenePlan {
    scenes = List.copyOf(scenes);
  }

  /** Bounds in milliseconds, and which of the frames stands for the scene. */
  record Planned(long startMs, long endMs, int frame) {}

  /** {@code frames} is not empty; {@code seconds} is the duration. */
  static ScenePlan of(List<Keyframe> frames, double seconds) {
    double end = Math.max(seconds, frames.get(frames.size() - 1).seconds());
    int most = (int) Math.max(1, Math.min(MAX_SCENES, Math.ceil(end / SECONDS_EACH)));
    TreeSet<Double> starts = new TreeSet<>();
    starts.add(0.0);
    addCuts(starts, frames, end, most - most / 4);
    divide(starts, frames, end, most);
    return new ScenePlan(merged(starts, frames, end));
  }

  /** The frames that begin another scene, the clearest first, while there is room. */
  private static void addCuts(TreeSet<Double> starts, List<Keyframe> frames, double end, int most) {
    record Cut(double at, double change) {}
    List<Cut> cuts = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      cuts.add(new Cut(frames.get(i).seconds(), frames.get(i).difference(frames.get(i - 1))));
    }
    cuts.removeIf(cut -> cut.change() < CUT);
    cuts.sort(Comparator.comparingDouble(Cut::change).reversed().thenComparingDouble(Cut::at));
    for (Cut cut : cuts) {
      if (starts.size() < most && hasRoom(starts, cut.at(), end)) {
        starts.add(cut.at());
      }
    }
  }

  private static boolean hasRoom(TreeSet<Double> starts, double at, double end) {
    Double before = starts.floor(at);
    Double after = starts.ceiling(at);
    return at - (before == null ? 0 : before) >= MIN_SECONDS
        && (after == null ? end : after) - at >= MIN_SECONDS;
  }

  /** Halves the longest scene at a frame near its middle, again and again. */
  private static void divide(TreeSet<Double> starts, List<Keyframe> frames, double end, int most) {
    TreeSet<Double> whole = new TreeSet<>();
    while (starts.size() < most) {
      double start = -1;
      double length = MAX_SECONDS;
      for (double at : starts) {
        Double next = starts.higher(at);
        double here = (next == null ? end : next) - at;
        if (here > length && !whole.contains(at)) {
          start = at;
          length = here;
        }
      }
      if (start < 0) {
        return;
      }
      double middle = frames.get(nearest(frames, start + length / 2)).seconds();
      if (middle > start && hasRoom(starts, middle, end)) {
        starts.add(middle);
      } else {
        whole.add(start);
      }
    }
  }

  /** The scenes between the starts; those that look like the first of a row belong to it. */
  private static List<Planned> merged(TreeSet<Double> starts, List<Keyframe> frames, double end) {
    List<Planned> scenes = new ArrayList<>();
    double begun = 0;
    int first = -1;
    for (double start : starts) {
      Double next = starts.higher(start);
      int shown = representative(frames, start, next == null ? end : next);
      if (first >= 0 && frames.get(first).difference(frames.get(shown)) > ALIKE) {
        scenes.add(planned(begun, start, frames));
        begun = start;
        first = -1;
      }
      first = first < 0 ? shown : first;
    }
    scenes.add(planned(begun, end, frames));
    return scenes;
  }

  private static Planned planned(double start, double end, List<Keyframe> frames) {
    return new Planned(
        Math.round(start * 1000), Math.round(end * 1000), representative(frames, start, end));
  }

  /**
   * The frame of the scene that is nearest its middle and not black, else its brightest; where it
   * has none, the nearest at all.
   */
  private static int representative(List<Keyframe> frames, double start, double end) {
    double middle = (start + end) / 2;
    int best = -1;
    int brightest = -1;
    for (int i = 0; i < frames.size(); i++) {
      Keyframe frame = frames.get(i);
      if (frame.seconds() < start || frame.seconds() >= end) {
        continue;
      }
      if (brightest < 0 || frame.luma() > frames.get(brightest).luma()) {
        brightest = i;
      }
      if (frame.luma() >= BLACK
          && (best < 0 || off(frame, middle) < off(frames.get(best), middle))) {
        best = i;
      }
    }
    if (best >= 0) {
      return best;
    }
    return brightest >= 0 ? brightest : nearest(frames, middle);
  }

  private static int nearest(List<Keyframe> frames, double at) {
    int best = 0;
    for (int i = 1; i < frames.size(); i++) {
      if (off(frames.get(i), at) < off(frames.get(best), at)) {
        best = i;
      }
    }
    return best;
  }

  private static double off(Keyframe frame, double at) {
    return Math.abs(frame.seconds() - at);
  }
}
