package dev.muninn.media;

import java.util.Objects;

/**
 * A piece of an item that has one proxy and one vector: a whole picture (index 0, 0..0 ms), or a
 * scene of a video from {@code startMs} (inclusive) to {@code endMs} (exclusive).
 */
public record Segment(int index, long startMs, long endMs, DerivedKey proxy) {
  public Segment {
    Checks.require(index >= 0, "segment index " + index);
    Checks.require(
        startMs >= 0 && endMs >= startMs, "segment of " + startMs + ".." + endMs + " ms");
    Objects.requireNonNull(proxy, "proxy");
  }
}
