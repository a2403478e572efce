package dev.muninn.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How often a caption finds its picture. */
@Command(
    name = "retrieval",
    description = {
      "A Muninn of its own takes in captioned pictures; each caption is a search.",
      "Recall@k: the share of captions whose picture is among the first k; MRR: the mean of 1/rank."
    },
    mixinStandardHelpOptions = true)
final class RetrievalBench implements Callable<Integer> {
  private static final int K = 100;
  private static final List<String> MODES = List.of("hybrid", "vector");

  @Spec private CommandSpec spec;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Pictures and captions: {\"pictures\": [{\"id\", \"caption\", \"file\"}]}, files relative"
              + " to it; else bench/retrieval/captions.json of the repository.")
  private Path labels;

  @Option(
      names = "--misses",
      description = "List the captions whose picture is not in the first 5.")
  private boolean misses;

  /** A picture and the words that should find it. */
  private record Captioned(String id, String caption, Path file) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Captioned> all = read();
    List<Captioned> there = all.stream().filter(one -> Files.isRegularFile(one.file())).toList();
    if (there.isEmpty()) {
      throw new CliException(
          String.valueOf(file()),
          "none of its pictures is there",
          "bench/retrieval/prepare.sh fetches them");
    }
    out.println(BenchCommand.machine());
    if (there.size() < all.size()) {
      out.println(
          Texts.count(all.size() - (long) there.size(), "picture")
              + " missing (bench/retrieval/prepare.sh installs them): left out");
    }
    try (TemporaryMuninn muninn = TemporaryMuninn.start()) {
      Map<Captioned, String> ids = new LinkedHashMap<>();
      for (Captioned one : there) {
        ids.put(one, muninn.upload(one.file()));
      }
      long ready = muninn.awaitQuiet(ids.values().stream().distinct().count());
      out.println(Texts.count(ready, "picture") + " ready");
      for (String mode : MODES) {
        report(out, muninn, mode, ids);
      }
    }
    return 0;
  }

  private Path file() {
    return labels == null
        ? Path.of(System.getProperty("muninn.home", "."), "bench/retrieval/captions.json")
        : labels;
  }

  private List<Captioned> read() throws IOException {
    Path file = file();
    if (!Files.isRegularFile(file)) {
      throw new CliException(file.toString(), "does not exist", "name one with --labels");
    }
    List<Captioned> all = new ArrayList<>();
    for (JsonNode entry : new JsonMapper().readTree(file.toFile()).path("pictures")) {
      all.add(
          new Captioned(
              entry.path("id").asText(),
              entry.path("caption").asText(),
              file.toAbsolutePath().resolveSibling(entry.path("file").asText())));
    }
    return all;
  }

  private void report(
      PrintWriter out, TemporaryMuninn muninn, String mode, Map<Captioned, String> ids)
      throws IOException, InterruptedException {
    List<Integer> ranks = new ArrayList<>();
    for (Map.Entry<Captioned, String> one : ids.entrySet()) {
      int rank = rank(muninn.search(one.getKey().caption(), K, mode), one.getValue());
      ranks.add(rank);
      if (misses && (rank == 0 || rank > 5)) {
        out.printf(
            "  %s: \"%s\" finds it at %s%n",
            one.getKey().id(), one.getKey().caption(), rank == 0 ? "no rank" : "rank " + rank);
      }
    }
    out.printf(
        "%-7s Recall@1 %.3f  Recall@5 %.3f  Recall@10 %.3f  MRR %.3f  (%d captions)%n",
        mode,
        recall(ranks, 1),
        recall(ranks, 5),
        recall(ranks, 10),
        ranks.stream().mapToDouble(rank -> rank == 0 ? 0 : 1.0 / rank).average().orElse(0),
        ranks.size());
  }

  /** From 1; 0 when it is not among the hits. */
  private static int rank(JsonNode hits, String id) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).path("mediaId").asText().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static double recall(List<Integer> ranks, int k) {
    return ranks.stream().filter(rank -> rank > 0 && rank <= k).count() / (double) ranks.size();
  }
}
