package dev.muninn.node.bench.vectors;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Latency over the number of vectors, both on logarithmic axes, as SVG. */
final class LatencyPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 90;
  private static final int TOP = 30;
  private static final int BOTTOM = 60;

  private final List<Growth.Mark> marks;
  private final double fromVectors;
  private final double toVectors;
  private final double fromMs;
  private final double toMs;

  LatencyPlot(List<Growth.Mark> marks) {
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("nothing to draw");
    }
    this.marks = List.copyOf(marks);
    this.fromVectors = marks.get(0).vectors();
    this.toVectors = Math.max(2 * fromVectors, marks.get(marks.size() - 1).vectors());
    this.fromMs = decade(smallest(marks), false);
    this.toMs = decade(largest(marks), true);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n",
            WIDTH, HEIGHT));
    svg.append(text("<title>Latency of a search by number of vectors</title>%n"));
    svg.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT));
    grid(svg);
    line(svg, "p99", "#b3402a", Growth.Mark::p99Ms);
    line(svg, "p50", "#1f5f8b", Growth.Mark::p50Ms);
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (double ms = fromMs; ms <= toMs * 1.0001; ms *= 10) {
      svg.append(
          text(
              "<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT, y(ms), WIDTH - RIGHT, LEFT - 8, y(ms) + 4, text("%.4g ms", ms)));
    }
    for (Growth.Mark mark : marks) {
      svg.append(
          text(
              "<path d=\"M%.1f %dV%d\" stroke=\"#eeeeee\"/>"
                  + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
              x(mark.vectors()),
              TOP,
              HEIGHT - BOTTOM,
              x(mark.vectors()),
              HEIGHT - BOTTOM + 20,
              mark.vectors()));
    }
    svg.append(
        text(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">vectors, one search at recall 0.95"
                + "</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12));
  }

  private void line(
      StringBuilder svg, String name, String colour, ToDoubleFunction<Growth.Mark> figure) {
    StringBuilder points = new StringBuilder();
    for (Growth.Mark mark : marks) {
      double ms = figure.applyAsDouble(mark);
      points.append(text("%.1f,%.1f ", x(mark.vectors()), y(ms)));
      svg.append(
          text(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s %.3f ms</title>"
                  + "</circle>%n",
              x(mark.vectors()), y(ms), colour, name, ms));
    }
    Growth.Mark last = marks.get(marks.size() - 1);
    double end = figure.applyAsDouble(last);
    svg.append(
        text(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
                + "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s %.2f ms</text>%n",
            points.toString().strip(),
            colour,
            x(last.vectors()) + 9,
            y(end) + 4,
            colour,
            name,
            end));
  }

  private double x(double vectors) {
    return LEFT + share(vectors, fromVectors, toVectors) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double ms) {
    return HEIGHT - BOTTOM - share(ms, fromMs, toMs) * (HEIGHT - TOP - BOTTOM);
  }

  private static double share(double value, double from, double to) {
    return Math.log(value / from) / Math.log(to / from);
  }

  private static double smallest(List<Growth.Mark> marks) {
    return marks.stream().mapToDouble(Growth.Mark::p50Ms).min().orElseThrow();
  }

  private static double largest(List<Growth.Mark> marks) {
    return marks.stream().mapToDouble(Growth.Mark::p99Ms).max().orElseThrow();
  }

  private static double decade(double ms, boolean above) {
    double power = Math.log10(ms);
    return Math.pow(10, above ? Math.floor(power) + 1 : Math.ceil(power) - 1);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
