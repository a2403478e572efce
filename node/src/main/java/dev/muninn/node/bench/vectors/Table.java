package dev.muninn.node.bench.vectors;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Prints what was measured, in columns. */
final class Table {
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;

  private final PrintWriter out;

  Table(PrintWriter out) {
    this.out = out;
  }

  void say(String words) {
    out.println(words);
    out.flush();
  }

  void race(double recall, Iterable<Race.Line> lines) {
    row(
        "%nrecall@10 ≥ %.2f   %9s %6s %8s %10s %13s %10s %9s %9s",
        recall, "recall", "ef", "", "queries/s", "of CPU", "distances", "p50 ms", "p99 ms");
    for (Race.Line line : lines) {
      row(
          "  %-17s %9.4f %6d %8s %,10.0f %,13.0f %10s %9.3f %9.3f",
          line.name(),
          line.recall(),
          line.ef(),
          "",
          line.perSecond(),
          line.perCpuSecond(),
          distances(line.distances()),
          line.p50Ms(),
          line.p99Ms());
    }
  }

  void buildings(int rows, Map<String, Contender.Built> built, Map<String, Contender.Kept> kept) {
    row(
        "%nbuilding           %9s %10s %9s %9s %9s",
        "vectors/s", "memory MB", "save s", "load s", "file MB");
    built.forEach(
        (name, how) -> {
          Contender.Kept file = kept.get(name);
          row(
              "  %-17s %,9.0f %,10.0f %9.2f %9.2f %,9.0f",
              name,
              rows * NANOS / how.nanos(),
              how.bytes() / MEGA,
              file.saveNanos() / NANOS,
              file.loadNanos() / NANOS,
              file.fileBytes() / MEGA);
        });
  }

  private void row(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }

  private static String distances(OptionalDouble distances) {
    return distances.isPresent()
        ? String.format(Locale.ROOT, "%,.0f", distances.getAsDouble())
        : "-";
  }
}
