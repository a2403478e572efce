package dev.muninn.node.bench.losses;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the rounds were to show, what was seen, and the table of both. Of one thread. */
final class Goals {
  /** Four, and what is before the first bar and after the last. */
  private static final int CELLS = 6;

  private final PrintWriter out;
  private final List<Line> lines = new ArrayList<>();
  private String round = "";

  private record Line(String round, String goal, String measured, String met) {
    Line {
      measured = measured.replace('|', '/').replaceAll("\\s+", " ");
    }
  }

  Goals(PrintWriter out) {
    this.out = out;
  }

  void begin(String name) {
    round = name;
    say("--- " + name);
  }

  /** A goal that must be met: nothing of it depends on how busy the machine is. */
  void correct(String goal, String measured, boolean met) {
    enter(new Line(round, goal, measured, met ? "yes" : "NO"));
  }

  /** A goal of how many must be found: none. */
  void none(String what, List<String> found) {
    correct(
        "no " + what,
        found.isEmpty() ? "none" : found.size() + ": " + first(found),
        found.isEmpty());
  }

  private static String first(List<String> found) {
    return String.join("; ", found.subList(0, Math.min(5, found.size())));
  }

  /** A goal of speed, in seconds: it is said whether it was met, and a busy machine may miss it. */
  void timing(String goal, double seconds, double most) {
    String measured = String.format(Locale.ROOT, "%.2f s", seconds);
    enter(new Line(round, goal, measured, seconds <= most ? "yes" : "no (timing)"));
  }

  /** A round that cannot be run here: nothing is said of its goals. */
  void skipped(String what, String reason) {
    enter(new Line(round, what, "skipped: " + reason, "skipped"));
  }

  /** A line of another table of this kind; what is none is passed over. */
  void takeOver(String row) {
    String[] cells = row.split(" *\\| *", -1);
    if (cells.length == CELLS && cells[1].equals(round)) {
      lines.add(new Line(cells[1], cells[2], cells[3], cells[4]));
    }
  }

  private void enter(Line line) {
    lines.add(line);
    say("  " + line.goal() + ": " + line.measured() + " → " + line.met());
  }

  void say(String words) {
    out.println(words);
    out.flush();
  }

  /** The table, as Markdown. */
  void print() {
    say("");
    say("| round | goal | measured | met |");
    say("|---|---|---|---|");
    for (Line line : lines) {
      say(
          "| %s | %s | %s | %s |"
              .formatted(line.round(), line.goal(), line.measured(), line.met()));
    }
  }

  /** Whether every goal was met that is none of speed. */
  boolean good() {
    return lines.stream().noneMatch(line -> line.met().equals("NO"));
  }
}
