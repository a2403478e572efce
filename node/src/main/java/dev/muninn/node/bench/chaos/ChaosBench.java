package dev.muninn.node.bench.chaos;

import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.node.bench.BenchCommand;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills a Muninn of its own again and again, and proves that nothing is lost. */
@Command(
    name = "chaos",
    description = {
      "A Muninn of its own takes in generated items from two clients while SIGKILL hits the server,",
      "PostgreSQL, decoders, or all at once. Then: every receipt downloads bit-equal, the numbers",
      "added up at each poll, nothing was done twice or left over, and the contents are those of an",
      "undisturbed run. Rounds have fresh data folders; a folder with a failure is kept."
    },
    mixinStandardHelpOptions = true)
public final class ChaosBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--kills", required = true, description = "How many kills, over all rounds.")
  private int kills;

  @Option(
      names = "--items",
      defaultValue = "500",
      description = "Items a round (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of items, victims and moments (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      defaultValue = "all",
      paramLabel = "VICTIM",
      description = "server, postgres, decoder, or all (default: ${DEFAULT-VALUE}).")
  private String only;

  @Option(
      names = "--kills-a-round",
      defaultValue = "25",
      description = "Kills in one data folder (default: ${DEFAULT-VALUE}).")
  private int killsInRound;

  @Option(
      names = "--from-round",
      defaultValue = "1",
      description = "Go on with this round: those before count as done (default: first).")
  private int fromRound;

  @Option(
      names = "--folder",
      description =
          "Where data folders and samples lie (default: muninn-chaos of the temp folder).")
  private Path folder;

  @Option(names = "--report", paramLabel = "FILE", description = "Append what is printed to it.")
  private Path report;

  private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
  private int failures;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (kills < 1 || items < 1 || killsInRound < 1 || fromRound < 1) {
      throw new ParameterException(spec.commandLine(), "kills, items and rounds are at least 1");
    }
    List<Victim> victims = victims();
    Path work =
        folder == null ? Path.of(System.getProperty("java.io.tmpdir"), "muninn-chaos") : folder;
    work = Files.createDirectories(work.toAbsolutePath());
    say(BenchCommand.machine() + "; " + items + " items a round, seed " + seed + ", in " + work);
    Path ffmpeg = DecodingTools.ffmpeg(work.resolve("programs"));
    List<Sample> samples = SampleSet.prepared(work.resolve("samples-" + seed), ffmpeg, seed, items);
    ChaosPlan plan = new ChaosPlan(work, samples, victims, seed);
    ContentDigest undisturbed = Undisturbed.of(plan);
    say("undisturbed: " + undisturbed.lines().size() + " contents, digest " + undisturbed.digest());
    int done = Math.multiplyExact(killsInRound, fromRound - 1);
    for (int round = fromRound; done < kills; round++) {
      int now = Math.min(killsInRound, kills - done);
      round(new ChaosRound(plan, round), round, now, undisturbed);
      done += now;
    }
    int all = killed.values().stream().mapToInt(Integer::intValue).sum();
    say("%d kills %s, %d rounds with a failure".formatted(all, killed, failures));
    return failures == 0 ? 0 : 1;
  }

  private List<Victim> victims() {
    try {
      return Victim.named(only);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(), "--only is server, postgres, decoder or all, not " + only, unknown);
    }
  }

  private void round(ChaosRound round, int number, int now, ContentDigest undisturbed)
      throws IOException, InterruptedException {
    ChaosRound.Outcome outcome = round.run(now);
    List<String> differences = outcome.content().differences(undisturbed);
    boolean good = outcome.findings().isEmpty() && differences.isEmpty();
    outcome.killed().forEach((victim, count) -> killed.merge(victim, count, Integer::sum));
    say(
        ("round %d: %s; kills %s (%d with work in flight), %d lives, %d polls (%d behind, %d unanswered),"
                + " %d receipts, %d sent again (%d after a 500), %.0f s")
            .formatted(
                number,
                good ? "good" : "FAILED",
                outcome.killed(),
                outcome.atWork(),
                outcome.lives(),
                outcome.polls(),
                outcome.stale(),
                outcome.unanswered(),
                outcome.receipts(),
                outcome.repetitions(),
                outcome.errors(),
                outcome.seconds()));
    if (good) {
      Folders.delete(round.data());
      return;
    }
    failures++;
    outcome.findings().forEach(finding -> say("  " + finding));
    differences.forEach(difference -> say("  the contents differ: " + difference));
    say("  seed %d, round %d; its data is kept in %s".formatted(seed, number, round.data()));
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    if (report != null) {
      try {
        Files.writeString(
            report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException trouble) {
        throw new CliException(report.toString(), "cannot be written", "name another", trouble);
      }
    }
  }
}
