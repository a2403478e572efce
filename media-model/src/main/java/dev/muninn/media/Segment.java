package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * A piece of an item that has one proxy and one vector: a whole picture (index 0, 0..0 ms), or a
 * scene of a video from {@code startMs} (inclusive) to {@code endMs} (exclusive). {@code colours}
 * are those that cover a clear share of the proxy, the largest first; empty where there are none,
 * and in events of before they were looked at.
 */
public record Segment(
    int index,
    long startMs,
    long endMs,
    DerivedKey proxy,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ColourShare> colours) {
  public Segment {
    Checks.require(index >= 0, "segment index " + index);
    Checks.require(
        startMs >= 0 && endMs >= startMs, "segment of " + startMs + ".." + endMs + " ms");
    Objects.requireNonNull(proxy, "proxy");
    colours = colours == null ? List.of() : List.copyOf(colours);
  }

  /** One whose colours nobody looked at. */
  public Segment(int index, long startMs, long endMs, DerivedKey proxy) {
    this(index, startMs, endMs, proxy, List.of());
  }
}
