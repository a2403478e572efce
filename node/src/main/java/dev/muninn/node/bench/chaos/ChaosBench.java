package dev.muninn.node.bench.chaos;

import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.node.bench.Machine;
import dev.muninn.node.bench.mounts.Mount;
import dev.muninn.node.bench.mounts.SmallDisk;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

  @Option(
      names = "--kills",
      defaultValue = "25",
      description = "How many kills, over all rounds (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--scenario",
      defaultValue = "kills",
      description =
          "kills, stopped-database, or full-disk, which mounts a small disk and needs root"
              + " (default: ${DEFAULT-VALUE}).")
  private Scenario scenario;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long the database stands still (default: ${DEFAULT-VALUE}).")
  private int seconds;

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
  private Path reportFile;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (kills < 1 || items < 1 || killsInRound < 1 || fromRound < 1 || seconds < 1) {
      throw new ParameterException(spec.commandLine(), "each number is at least 1");
    }
    victims();
    ChaosReport report =
        new ChaosReport(spec.commandLine().getOut(), Optional.ofNullable(reportFile));
    Path work = Files.createDirectories(folder().toAbsolutePath());
    report.say(Machine.words() + "; " + items + " items a round, seed " + seed + ", in " + work);
    Path ffmpeg = DecodingTools.ffmpeg(work.resolve("programs"));
    ChaosPlan plan =
        new ChaosPlan(
            work, SampleSet.prepared(work.resolve("samples-" + seed), ffmpeg, seed, items), seed);
    ContentDigest undisturbed = Undisturbed.of(plan);
    report.say("undisturbed: " + undisturbed.lines().size() + " contents, " + undisturbed.digest());
    switch (scenario) {
      case KILLS -> kill(plan, undisturbed, report);
      case STOPPED_DATABASE ->
          round("stopped database", 1, new DatabaseStop(seconds), plan, undisturbed, report);
      case FULL_DISK -> fill(plan, undisturbed, report);
    }
    return report.end() == 0 ? 0 : 1;
  }

  private Path folder() {
    return folder == null ? Path.of(System.getProperty("java.io.tmpdir"), "muninn-chaos") : folder;
  }

  private List<Victim> victims() {
    try {
      return Victim.named(only);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(), "--only is server, postgres, decoder or all, not " + only, unknown);
    }
  }

  private void kill(ChaosPlan plan, ContentDigest undisturbed, ChaosReport report)
      throws IOException, InterruptedException {
    int done = Math.multiplyExact(killsInRound, fromRound - 1);
    for (int number = fromRound; done < kills; number++) {
      int now = Math.min(killsInRound, kills - done);
      Random random = new Random(seed * 7919 + number);
      Killer killer = new Killer(victims(), random, now);
      round("round " + number, number, killer, plan, undisturbed, report);
      done += now;
    }
  }

  private void fill(ChaosPlan plan, ContentDigest undisturbed, ChaosReport report)
      throws IOException, InterruptedException {
    Optional<String> obstacle = Mount.obstacle();
    if (obstacle.isPresent()) {
      throw new CliException("--scenario full-disk", obstacle.get(), "it needs root on Linux");
    }
    try (SmallDisk disk = SmallDisk.mounted(plan.folder().resolve("disk"))) {
      FullDisk full = new FullDisk(disk, plan.samples().get(0));
      round("full disk", 1, full, plan, undisturbed, report);
    }
  }

  /** A round without a failure leaves nothing. */
  private static void round(
      String name,
      int number,
      Disturbance disturbance,
      ChaosPlan plan,
      ContentDigest undisturbed,
      ChaosReport report)
      throws IOException, InterruptedException {
    ChaosRound round = new ChaosRound(plan, number, disturbance);
    ChaosRound.Outcome outcome = round.run();
    List<String> differences = outcome.content().differences(undisturbed);
    if (report.round(name, disturbance, outcome, differences)) {
      Folders.delete(round.data());
    } else {
      report.say("  seed %d; its data is kept in %s".formatted(plan.seed(), round.data()));
    }
  }
}
