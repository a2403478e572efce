package dev.muninn.node.bench;

import dev.muninn.catalog.Digests.ReplayDigest;
import dev.muninn.catalog.Rebuilds.Part;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.State;
import dev.muninn.catalog.Rebuilds.Target;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.node.bench.search.SeededJournal;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.replay.NodeRebuilds;
import dev.muninn.node.replay.ReplayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long everything derived takes to come back. */
@Command(
    name = "rebuild",
    description = {
      "Seeds a journal of seven events an item on a database of its own, as a large import leaves",
      "it, and measures how long all that is derived takes to come back from it: once with all",
      "views and the index dropped, once by a rebuild in the shadow beside them. The replay digest",
      "must be the same each time; the goal is 30 s for 10,000 items on two cores."
    },
    mixinStandardHelpOptions = true)
final class RebuildBench implements Callable<Integer> {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("lite", "1", 384);
  private static final double GOAL_SECONDS = 30;
  private static final int GOAL_ITEMS = 10_000;
  private static final double NANOS = 1e9;
  private static final long LOOK_MS = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "10000",
      description = "Items in the journal (default: ${DEFAULT-VALUE}).")
  private int items;

  private PrintWriter out;
  private long events;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    out = spec.commandLine().getOut();
    say(Machine.words());
    try (TemporaryReplay replay = TemporaryReplay.open()) {
      ReplayDigest first = seed(replay);
      replay.dropDerived();
      long begin = System.nanoTime();
      ReplayDigest dropped;
      ReplayDigest rebuilt;
      try (ReplayNode node = replay.start(SPACE)) {
        awaitFresh(node);
        told("dropped, and back", seconds(begin));
        dropped = digest(node);
        rebuilt = rebuild(node);
      }
      same(first, dropped, "after everything was dropped");
      same(first, rebuilt, "after the rebuild");
      say("replay digest " + first.digest() + " before and after, both times");
    }
    return 0;
  }

  /** Writes the journal while a node follows it, as it would; the digest of what that made. */
  private ReplayDigest seed(TemporaryReplay replay) throws SQLException, InterruptedException {
    try (ReplayNode node = replay.start(SPACE)) {
      events =
          new SeededJournal(node.system(), replay.databases().writer(), new OrgId("bench"), SPACE)
              .write(items);
      awaitFresh(node);
      say(items + " items, " + events + " events");
      return digest(node);
    }
  }

  private ReplayDigest rebuild(ReplayNode node) throws InterruptedException {
    long begin = System.nanoTime();
    try (NodeRebuilds rebuilds = node.rebuilds(RebuildSize.USUAL)) {
      Rebuild now = rebuilds.start(Target.ALL).toCompletableFuture().join();
      Set<String> ended = new HashSet<>();
      while (now.endedAt().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        now = rebuilds.find(now.rebuildId()).toCompletableFuture().join().orElseThrow();
        for (Part part : now.parts()) {
          if (part.state() == State.DONE && ended.add(part.name())) {
            say(String.format("  %-12s done after %5.1f s", part.name(), seconds(begin)));
          }
        }
      }
      if (now.trouble().isPresent()) {
        throw new CliException("the rebuild", "failed", now.trouble().get());
      }
    }
    told("rebuilt in the shadow", seconds(begin));
    return digest(node);
  }

  private static void awaitFresh(ReplayNode node) throws InterruptedException {
    while (!node.isFresh()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  private static ReplayDigest digest(ReplayNode node) {
    return node.digests().replay().toCompletableFuture().join();
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / NANOS;
  }

  private void told(String what, double seconds) {
    say(
        String.format(
            "%-22s %5.1f s, %6.0f events/s%s", what, seconds, events / seconds, goal(seconds)));
  }

  private String goal(double seconds) {
    if (items < GOAL_ITEMS) {
      return "";
    }
    return String.format(
        ", goal %.0f s: %s", GOAL_SECONDS, seconds <= GOAL_SECONDS ? "reached" : "not reached");
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private static void same(ReplayDigest before, ReplayDigest after, String when) {
    if (!before.equals(after)) {
      throw new CliException(
          "bench rebuild",
          "the replay digest differs " + when,
          "before " + before.parts() + ", after " + after.parts());
    }
  }
}
