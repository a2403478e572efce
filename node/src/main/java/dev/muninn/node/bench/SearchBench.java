package dev.muninn.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import dev.muninn.node.replay.ReplayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a search takes over HTTP in a large library. */
@Command(
    name = "search",
    description = {
      "Seeds a library as events, lets views and index come from them, and measures hybrid",
      "searches over HTTP, one after the other: the whole, and without the embedding of the",
      "query. With --import pictures are taken in meanwhile by a niced process on one core.",
      "The goals at 100,000 items: p50 15 ms, p99 60 ms without the embedding."
    },
    mixinStandardHelpOptions = true)
final class SearchBench implements Callable<Integer> {
  private static final int K = 20;
  private static final double GOAL_P50 = 15;
  private static final double GOAL_P99 = 60;
  private static final long LOOK_MS = 100;
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      defaultValue = "100000",
      description = "Items in the library (default: ${DEFAULT-VALUE}).")
  private int items;

  @Option(
      names = "--searches",
      defaultValue = "1000",
      description = "How many are measured (default: ${DEFAULT-VALUE}).")
  private int searches;

  @Option(names = "--import", description = "Take pictures in meanwhile, niced, on one core.")
  private boolean importing;

  @Option(names = "--check", description = "End with 1 when a goal is missed.")
  private boolean check;

  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    say(BenchCommand.machine());
    Path pictures = Files.createTempDirectory("muninn-pictures");
    try (TemporaryMuninn muninn = TemporaryMuninn.start()) {
      OrgId org = new OrgId(muninn.get("/auth/me").path("orgId").asText());
      EmbeddingSpace space = spaceOf(muninn.get("/index").at("/partitions/0"));
      muninn.rest(folder -> seed(folder, org, space));
      JsonNode index = muninn.get("/index").at("/partitions/0");
      say(
          String.format(
              "%,d vectors in %s, engine %s",
              index.path("vectors").asLong(), space.id(), index.path("engine").asText()));
      return measured(muninn, pictures);
    } finally {
      Folders.delete(pictures);
    }
  }

  private int measured(TemporaryMuninn muninn, Path pictures)
      throws IOException, InterruptedException {
    List<String> queries = SeededQueries.some();
    List<Double> embedding = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (String query : queries) {
        double ms = muninn.answer(query, K, "hybrid").path("embeddingMs").asDouble();
        if (round == 0) {
          embedding.add(ms);
        }
      }
    }
    print("embedding of a new text", embedding);
    Optional<NicedImport> load =
        importing ? Optional.of(NicedImport.start(muninn, pictures)) : Optional.empty();
    List<Double> whole = new ArrayList<>();
    List<Double> rest = new ArrayList<>();
    try {
      load.ifPresent(NicedImport::awaitWork);
      for (int i = 0; i < searches; i++) {
        long begin = System.nanoTime();
        JsonNode answer = muninn.answer(queries.get(i % queries.size()), K, "hybrid");
        double ms = (System.nanoTime() - begin) / 1e6;
        whole.add(ms);
        rest.add(ms - answer.path("embeddingMs").asDouble());
      }
      load.ifPresent(running -> say("meanwhile " + running.told()));
    } finally {
      load.ifPresent(NicedImport::close);
    }
    print("search over HTTP", whole);
    print("without the embedding", rest);
    return judged(rest);
  }

  private int judged(List<Double> millis) {
    boolean met =
        Medians.percentile(millis, 0.5) <= GOAL_P50 && Medians.percentile(millis, 0.99) <= GOAL_P99;
    say((met ? "met" : "MISSED") + ": p50 at most 15 ms, p99 at most 60 ms");
    return check && !met ? 1 : 0;
  }

  private void seed(Path folder, OrgId org, EmbeddingSpace space) throws Exception {
    long begin = System.nanoTime();
    try (TemporaryReplay replay = TemporaryReplay.in(folder);
        ReplayNode node = replay.start(space)) {
      long events =
          new SeededJournal(node.system(), replay.databases().writer(), org, space).write(items);
      say(String.format("%,d items, %,d events in %.0f s", items, events, seconds(begin)));
      while (!node.isFresh()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
      // a library that has been there for a while: linked, and swept by the database
      node.settle();
      replay.sweep();
    }
    say(String.format("views and index stand after %.0f s", seconds(begin)));
  }

  private static EmbeddingSpace spaceOf(JsonNode partition) {
    String[] words = partition.path("space").asText().split("-", -1);
    if (words.length != 3) {
      throw new CliException("bench search", "cannot seed space " + partition, "use the pack lite");
    }
    return new EmbeddingSpace(words[0], words[1], Integer.parseInt(words[2]));
  }

  private void print(String what, List<Double> millis) {
    say(
        String.format(
            "%-24s p50 %.1f ms, p99 %.1f ms, longest %.1f ms (%,d)",
            what,
            Medians.percentile(millis, 0.5),
            Medians.percentile(millis, 0.99),
            Medians.percentile(millis, 1),
            millis.size()));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / NANOS;
  }

  private void say(String words) {
    out.println(words);
    out.flush();
  }
}
