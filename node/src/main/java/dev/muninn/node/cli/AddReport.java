package dev.muninn.node.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What became of the files of one {@code add}; prints itself at the end. Thread-safe. */
final class AddReport {
  private static final int LINES = 20;

  private long fresh;
  private long known;
  private long unsupported;
  private final List<String> unsupportedLines = new ArrayList<>();
  private long failed;
  private final List<String> failedLines = new ArrayList<>();

  synchronized void received(boolean duplicate) {
    if (duplicate) {
      known++;
    } else {
      fresh++;
    }
  }

  synchronized void unsupported(String path) {
    unsupported++;
    unsupportedLines.add(Texts.printable(path));
  }

  synchronized void failed(String path, String words) {
    failed++;
    failedLines.add(Texts.printable(path) + ": " + Texts.printable(words));
  }

  /** Adds the numbers of an import that the server did itself. */
  synchronized void add(Wire.Session session) {
    fresh += session.fresh();
    known += session.known();
    unsupported += session.unsupported();
    failed += session.failed();
    for (Wire.ReportLine line : session.report()) {
      String words = Texts.printable(line.path()) + ": " + Texts.printable(line.words());
      if ("unsupported-type".equals(line.code())) {
        unsupportedLines.add(words);
      } else {
        failedLines.add(words);
      }
    }
  }

  synchronized long decided() {
    return fresh + known + unsupported + failed;
  }

  /** New, known, unsupported and failed, then the files of the last two with reasons. */
  synchronized void print(PrintWriter out) {
    out.printf("  new          %,9d%n", fresh);
    out.printf("  known        %,9d%n", known);
    out.printf("  unsupported  %,9d%n", unsupported);
    out.printf("  failed       %,9d%n", failed);
    list(out, "Not media that Muninn takes in:", unsupportedLines);
    list(out, "Failed:", failedLines);
    if (fresh > 0) {
      out.println("`muninn status` shows how far they are.");
    }
  }

  synchronized boolean anyFailed() {
    return failed > 0;
  }

  private static void list(PrintWriter out, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(title);
    lines.stream().limit(LINES).forEach(line -> out.println("  " + line));
    if (lines.size() > LINES) {
      out.printf("  … and %,d more%n", lines.size() - LINES);
    }
  }
}
