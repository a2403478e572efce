package dev.muninn.ingest.media;

import dev.muninn.ingest.media.child.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One decoded frame of a video: seconds from its start, and how it looks. */
record Keyframe(double seconds, Look look) {
  private static final Pattern FRAME = Pattern.compile("frame:\\d+\\s+pts:\\S+\\s+pts_time:(\\S+)");
  private static final int LOOK_BYTES = 3 * Look.EDGE * Look.EDGE;

  /**
   * Reads what ffmpeg's filter {@code metadata=print} wrote about the frames and the looks, one
   * after the other; as many frames as have both.
   */
  static List<Keyframe> parse(List<String> lines, byte[] looks) {
    List<Keyframe> found = new ArrayList<>();
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      int from = found.size() * LOOK_BYTES;
      if (frame.matches() && from + LOOK_BYTES <= looks.length) {
        byte[] rgb = Arrays.copyOfRange(looks, from, from + LOOK_BYTES);
        found.add(new Keyframe(number(frame.group(1)), new Look(rgb)));
      }
    }
    return found;
  }

  double luma() {
    return look.luma();
  }

  double difference(Keyframe other) {
    return look.difference(other.look());
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
