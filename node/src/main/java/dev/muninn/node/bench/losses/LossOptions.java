package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the rounds of losses may be told on the command line. */
public final class LossOptions {
  @Option(
      names = "--older",
      paramLabel = "DIR",
      description =
          "A built checkout of an older commit that the rolling restart begins from (default: this"
              + " build under an older number).")
  private Path older;

  @Option(
      names = "--away",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long the database stands still, and is stopped (default: ${DEFAULT-VALUE}).")
  private int awaySeconds;

  @Option(names = "--inside", paramLabel = "PREFIX", hidden = true)
  private String inside;

  /**
   * Runs those of the rounds that are losses, and prints their table; true when all goals were met
   * but those of speed.
   */
  public boolean run(List<String> rounds, PrintWriter out)
      throws IOException, InterruptedException, SQLException {
    List<String> losses = rounds.stream().filter(LossRounds.NAMES::contains).toList();
    return losses.isEmpty()
        || new LossRounds(
                Optional.ofNullable(older),
                Duration.ofSeconds(awaySeconds),
                Optional.ofNullable(inside),
                out)
            .run(losses);
  }
}
