package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Ending;
import dev.muninn.node.bench.Launcher;
import dev.muninn.node.bench.mounts.Mount;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rounds of losses: each has a cluster of its own, and all one table. */
public final class LossRounds {
  /** What they are called. */
  public static final List<String> NAMES =
      List.of("kill", "leave", "partition", "rolling", "database", "disk");

  /** What Akka compares, so that shards are given to the newer ones. */
  private static final String OLDER_NUMBER = "-Dmuninn.cluster.version=0.0.1";

  private final Path older;
  private final String olderOptions;
  private final Duration databaseAway;
  private final Optional<String> inside;
  private final Goals goals;

  /**
   * @param older where an older build lies, from which the rolling restart begins; else it begins
   *     from this one under an older version's number
   * @param inside the prefix of the network namespaces that this process runs in the hub of
   */
  public LossRounds(
      Optional<Path> older, Duration databaseAway, Optional<String> inside, PrintWriter out) {
    this.older = older.orElse(Launcher.home());
    this.olderOptions = older.isPresent() ? "" : OLDER_NUMBER;
    this.databaseAway = databaseAway;
    this.inside = inside;
    this.goals = new Goals(out);
  }

  /**
   * Runs those that are named, in this order; whether all goals were met but those of speed.
   *
   * @throws IllegalArgumentException for a name that is none
   */
  public boolean run(List<String> names) throws IOException, InterruptedException, SQLException {
    for (String name : names) {
      goals.begin(name);
      switch (name) {
        case "kill" -> onLoopback(new KillRound());
        case "leave" -> onLoopback(new LeaveRound());
        case "partition" -> partition();
        case "rolling" -> on(Ground.loopback(), older, olderOptions, new RollingRound());
        case "database" -> onLoopback(new DatabaseRound(databaseAway));
        case "disk" -> disk();
        default -> throw new IllegalArgumentException("no round is called " + name);
      }
    }
    goals.print();
    return goals.good();
  }

  private void onLoopback(Round round) throws IOException, InterruptedException, SQLException {
    on(Ground.loopback(), Launcher.home(), "", round);
  }

  private void partition() throws IOException, InterruptedException, SQLException {
    if (inside.isPresent()) {
      on(Namespaces.ground(inside.get()), Launcher.home(), "", new PartitionRound());
    } else {
      new HubRun(goals).run();
    }
  }

  private void disk() throws IOException, InterruptedException, SQLException {
    Optional<String> obstacle = Mount.obstacle();
    if (obstacle.isPresent()) {
      goals.skipped("file systems of its own (mount)", obstacle.get());
      return;
    }
    HomeDisks disks = new HomeDisks();
    on(Ground.loopback().with(disks), Launcher.home(), "", new DiskRound(disks));
  }

  /** Whatever ends the round, a Ctrl-C too, takes its processes and folders with it. */
  private void on(Ground ground, Path home, String javaOptions, Round round)
      throws IOException, InterruptedException, SQLException {
    try (Ending ending = new Ending("losses-end")) {
      round.run(LossCluster.start(ground, home, javaOptions, ending), goals);
    }
  }
}
