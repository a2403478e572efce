package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far something is: a bar that redraws itself on a terminal, a line each five seconds
 * elsewhere. Thread-safe.
 */
final class ProgressLine {
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int WIDTH = 24;

  private final PrintWriter out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long shown = start;

  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Where it stands: parts done of all parts, whatever their unit, the words to show for that, and
   * the seconds left if they are known better than from the rate so far (else −1).
   */
  record State(long done, long all, String words, long secondsLeft) {}

  synchronized void show(State state) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    String line = state.words() + eta(state, now - start);
    if (terminal) {
      out.print("\r\u001b[K" + bar(state) + " " + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Takes the bar away. */
  synchronized void clear() {
    if (terminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String bar(State state) {
    int full =
        state.all() == 0 ? 0 : (int) (WIDTH * Math.min(state.done(), state.all()) / state.all());
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d%%",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        state.all() == 0 ? 0 : 100 * Math.min(state.done(), state.all()) / state.all());
  }

  private static String eta(State state, long nanos) {
    if (state.secondsLeft() >= 0) {
      return ", " + Texts.span(Duration.ofSeconds(state.secondsLeft())) + " left";
    }
    if (state.done() <= 0 || state.done() >= state.all()) {
      return "";
    }
    double left = (double) nanos / state.done() * (state.all() - state.done());
    return ", " + Texts.span(Duration.ofSeconds(Math.round(left / 1e9))) + " left";
  }
}
