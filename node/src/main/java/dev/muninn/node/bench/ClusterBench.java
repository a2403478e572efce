package dev.muninn.node.bench;

import dev.muninn.node.bench.losses.LossOptions;
import dev.muninn.node.bench.losses.LossRounds;
import dev.muninn.node.bench.workers.WorkerRounds;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What several nodes give, and what the loss of nodes and of the database takes. */
@Command(
    name = "cluster",
    description = {
      "Starts a server and workers as nodes of one cluster on this machine, each a process with a",
      "certificate. Rounds:",
      "hand-over: what a claim and the hand-over cost in CPU an item, without the journal.",
      "embed: the models are simulated: each picture takes a fixed time, so that every worker has a",
      "device of its own. The same items are embedded by one worker, by two and by four (each time in",
      "a space of its own). Prints items a second, ratios, the CPU of the server's JVM an item.",
      "deaths: by four of which one is killed (kill -9) every few seconds and started again.",
      "Both say whether any item was left out or recorded twice.",
      "Other rounds lose things under load, with three core nodes and one PostgreSQL: kill (kill -9,",
      "also of the oldest), leave (SIGTERM, one after the other), partition (a node is cut off, in",
      "network namespaces; needs root, else it is skipped), rolling (all restarted one after the",
      "other), database (it stands still, and is stopped), disk (the disk of one node is full, then the",
      "store is unmounted on it; mounts, needs root, else it is skipped). Each line of their table is a",
      "goal; those of correctness decide the exit code, those of speed are said."
    },
    mixinStandardHelpOptions = true)
final class ClusterBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "2000",
      description = "Items of each round (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--delay",
      defaultValue = "50",
      paramLabel = "MS",
      description = "Milliseconds that a device takes for a picture (default: ${DEFAULT-VALUE}).")
  private int delayMs;

  @Option(
      names = "--kill-every",
      defaultValue = "5",
      paramLabel = "SECONDS",
      description = "From one worker's death to the next (default: ${DEFAULT-VALUE}).")
  private int killEverySeconds;

  @Option(
      names = "--rounds",
      defaultValue = "hand-over,embed,deaths,kill,leave,partition,rolling,database,disk",
      split = ",",
      description = "Which rounds (default: ${DEFAULT-VALUE}).")
  private List<String> rounds;

  @Mixin private LossOptions losses;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : rounds) {
      if (!WorkerRounds.NAMES.contains(name) && !LossRounds.NAMES.contains(name)) {
        throw new CliException("--rounds", "no round is called " + name, "");
      }
    }
    out.println(Machine.words());
    out.flush();
    WorkerRounds workers =
        new WorkerRounds(items, delayMs, Duration.ofSeconds(killEverySeconds), out);
    boolean good = workers.run(rounds);
    return losses.run(rounds, out) && good ? 0 : 1;
  }
}
