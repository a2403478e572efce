package dev.muninn.node.bench.projection;

import akka.projection.jdbc.javadsl.JdbcProjection;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.node.bench.Machine;
import dev.muninn.node.bench.Medians;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a view costs in time behind the journal. */
@Command(
    name = "projection",
    description = {
      "Milliseconds from the commit of an event to its commit in a view, at 20 events a second by",
      "twenty entities, and events a second of catching up with a full journal: Muninn's own",
      "projection, and groupedWithin of Akka Projection on Muninn's reader and on the query by tag",
      "(in a database of its own, with a table of tags). All write the same view."
    },
    mixinStandardHelpOptions = true)
public final class ProjectionBench implements Callable<Integer> {
  private static final int WRITERS = 20;
  private static final int ENTITIES = 200;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long lag is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--events",
      defaultValue = "20000",
      description = "Events to catch up with (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds that count; one before them warms up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Machine.words());
    try (BenchJournal journal = BenchJournal.open(Set.of(), WRITERS);
        JournalReader reader = new JournalReader(journal.system(), journal.databases())) {
      List<Double> lag = CommitLag.measure(journal, reader, WRITERS, seconds);
      out.printf(
          "lag of %d events at 20 a second: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
          lag.size(),
          Medians.percentile(lag, 0.5),
          Medians.percentile(lag, 0.99),
          Medians.percentile(lag, 1));
      out.flush();
    }
    try (BenchJournal journal = filled(Set.of());
        JournalReader reader = new JournalReader(journal.system(), journal.databases())) {
      CatchUp catchUp = new CatchUp(journal, events);
      say(out, "Muninn", () -> catchUp.muninn(reader));
      say(out, "Akka Projection on Muninn's reader", () -> catchUp.provider(reader));
    }
    try (BenchJournal journal = filled(Set.of(Counter.TAG))) {
      say(out, "Akka Projection by tag", new CatchUp(journal, events)::tag);
    }
    return 0;
  }

  private BenchJournal filled(Set<String> tags)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    BenchJournal journal = BenchJournal.open(tags, ENTITIES);
    journal.fill(events);
    JdbcProjection.createTablesIfNotExists(
            () -> new PoolSession(journal.owners()), journal.system())
        .toCompletableFuture()
        .get();
    journal.owner("GRANT ALL ON ALL TABLES IN SCHEMA projection TO muninn_writer");
    return journal;
  }

  /** One round of catching up, in seconds. */
  private interface Round {
    double seconds() throws SQLException, InterruptedException;
  }

  private void say(PrintWriter out, String name, Round round)
      throws SQLException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i <= rounds; i++) {
      double rate = events / round.seconds();
      if (i > 0) {
        rates.add(rate);
      }
    }
    out.printf("%-36s %8.0f events/s%n", name, Medians.median(rates));
    out.flush();
  }
}
