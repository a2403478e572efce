package dev.muninn.node.bench.chaos;

import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints what rounds came to, on the console and into a file, and counts. */
final class ChaosReport {
  private final PrintWriter out;
  private final Optional<Path> file;
  private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
  private int failures;

  ChaosReport(PrintWriter out, Optional<Path> file) {
    this.out = out;
    this.file = file;
  }

  /** Enters a round; whether it was good. */
  boolean round(
      String name, Disturbance disturbance, ChaosRound.Outcome outcome, List<String> differences) {
    boolean good = outcome.findings().isEmpty() && differences.isEmpty();
    failures += good ? 0 : 1;
    disturbance.killed().forEach((victim, count) -> killed.merge(victim, count, Integer::sum));
    say(
        ("%s: %s; %s, %d lives, %d polls (%d behind, %d unanswered), %d receipts,"
                + " %d sent again (%d after a 500), %d derived files left over, %.0f s")
            .formatted(
                name,
                good ? "good" : "FAILED",
                disturbance.said(),
                outcome.lives(),
                outcome.polls(),
                outcome.stale(),
                outcome.unanswered(),
                outcome.receipts(),
                outcome.repetitions(),
                outcome.errors(),
                outcome.strays(),
                outcome.seconds()));
    outcome.findings().forEach(finding -> say("  " + finding));
    differences.forEach(difference -> say("  the contents differ: " + difference));
    return good;
  }

  /** The last line; how many rounds had a failure. */
  int end() {
    int all = killed.values().stream().mapToInt(Integer::intValue).sum();
    say("%d kills %s, rounds with a failure: %d".formatted(all, killed, failures));
    return failures;
  }

  void say(String line) {
    out.println(line);
    out.flush();
    file.ifPresent(path -> append(path, line));
  }

  private static void append(Path path, String line) {
    try {
      Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException trouble) {
      throw new CliException(path.toString(), "cannot be written", "name another", trouble);
    }
  }
}
