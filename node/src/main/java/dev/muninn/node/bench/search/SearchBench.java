package dev.muninn.node.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.Machine;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a search takes over HTTP in a large library. */
@Command(
    name = "search",
    description = {
      "Seeds a library as events, lets views and index come from them, and measures searches",
      "over HTTP, one after the other: hybrid ones as a whole and without the embedding of the",
      "query, each kind of query by itself, and the modes text and vector. With --import",
      "pictures are taken in meanwhile by a niced process on one core.",
      "The goals at 100,000 items: p50 15 ms, p99 60 ms without the embedding."
    },
    mixinStandardHelpOptions = true)
public final class SearchBench implements Callable<Integer> {
  private static final int WARM_UP = 2_000;
  private static final int K = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--items",
      description = "Items in the library (default: 100000, or as many as a kept one has).")
  private Integer items;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description = {
        "Keep the library there: seeded the first time, used as it is afterwards. Each run with",
        "--import leaves at most 400 more items in it, never the same ones; what is still being",
        "taken in when a run ends is finished before the next one measures."
      })
  private Path library;

  @Option(
      names = "--searches",
      defaultValue = "1200",
      description = "How many are measured, all kinds together (default: ${DEFAULT-VALUE}).")
  private int searches;

  @Option(names = "--import", description = "Take pictures in meanwhile, niced, on one core.")
  private boolean importing;

  @Option(names = "--check", description = "End with 1 when a goal is missed.")
  private boolean check;

  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    say(Machine.words());
    Path pictures = Files.createTempDirectory("muninn-pictures");
    try (TemporaryMuninn muninn = open()) {
      JsonNode index = muninn.get("/index").at("/partitions/0");
      say(
          String.format(
              "%,d vectors in %s, engine %s",
              index.path("vectors").asLong(),
              index.path("space").asText(),
              index.path("engine").asText()));
      return measured(muninn, pictures);
    } finally {
      Folders.delete(pictures);
    }
  }

  private TemporaryMuninn open() throws Exception {
    OptionalInt wanted = items == null ? OptionalInt.empty() : OptionalInt.of(items);
    SearchLibrary some = new SearchLibrary(wanted, this::say);
    return library == null ? some.temporary() : some.kept(library);
  }

  private int measured(TemporaryMuninn muninn, Path pictures)
      throws IOException, InterruptedException {
    List<SeededQuery> queries = SeededQueries.some();
    say(SearchTimes.line("embedding of a new text", warmUp(muninn, queries)));
    Optional<NicedImport> load =
        importing ? Optional.of(NicedImport.start(muninn, pictures)) : Optional.empty();
    SearchTimes times = new SearchTimes();
    try {
      load.ifPresent(NicedImport::awaitWork);
      for (int i = 0; i < searches; i++) {
        SeededQuery query = queries.get(i % queries.size());
        long begin = System.nanoTime();
        JsonNode answer = ask(muninn, query);
        times.add(query.kind(), (System.nanoTime() - begin) / 1e6, answer);
      }
      load.ifPresent(running -> say("meanwhile " + running.told()));
    } finally {
      load.ifPresent(NicedImport::close);
    }
    times.lines().forEach(this::say);
    boolean met = times.met();
    say((met ? "met" : "MISSED") + ": p50 at most 15 ms, p99 at most 60 ms");
    return check && !met ? 1 : 0;
  }

  /**
   * Asks all until the compiler has seen enough of the searches; what the model took to read those
   * that it read the first time.
   */
  private static List<Double> warmUp(TemporaryMuninn muninn, List<SeededQuery> queries)
      throws IOException, InterruptedException {
    List<Double> embedding = new ArrayList<>();
    Set<String> read = new HashSet<>();
    for (int asked = 0; asked < WARM_UP; asked += queries.size()) {
      for (SeededQuery query : queries) {
        double ms = ask(muninn, query).path("embeddingMs").asDouble();
        if (query.kind() != QueryKind.TEXT && read.add(query.text())) {
          embedding.add(ms);
        }
      }
    }
    return embedding;
  }

  private static JsonNode ask(TemporaryMuninn muninn, SeededQuery query)
      throws IOException, InterruptedException {
    return muninn.answer(query.text(), K, query.kind().mode());
  }

  private void say(String words) {
    out.println(words);
    out.flush();
  }
}
