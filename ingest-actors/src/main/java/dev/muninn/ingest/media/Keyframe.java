package dev.muninn.ingest.media;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One decoded frame of a video: seconds from its start, how much it differs from the one before (0
 * to 1), and its mean luma (16 black to 235 white).
 */
record Keyframe(double seconds, double change, double luma) {
  private static final Pattern FRAME = Pattern.compile("frame:\\d+\\s+pts:\\S+\\s+pts_time:(\\S+)");

  /** Reads what ffmpeg's filter {@code metadata=print} wrote, in the order of the frames. */
  static List<Keyframe> parse(List<String> lines) {
    List<Keyframe> found = new ArrayList<>();
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        found.add(new Keyframe(number(frame.group(1)), 0, 0));
      } else if (!found.isEmpty()) {
        Keyframe last = found.remove(found.size() - 1);
        found.add(last.with(line));
      }
    }
    return found;
  }

  private Keyframe with(String line) {
    String value = line.substring(line.indexOf('=') + 1);
    if (line.startsWith("lavfi.scene_score=")) {
      return new Keyframe(seconds, number(value), luma);
    }
    if (line.startsWith("lavfi.signalstats.YAVG=")) {
      return new Keyframe(seconds, change, number(value));
    }
    return this;
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Math.max(0, value) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
