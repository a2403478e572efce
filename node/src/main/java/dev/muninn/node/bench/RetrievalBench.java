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
              + " to it; else those of bench/retrieval, which fetches what is not committed from"
              + " Debian packages.")
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
    List<Captioned> all = labels == null ? ours() : theirs();
    List<Captioned> there = all.stream().filter(one -> Files.isRegularFile(one.file())).toList();
    if (there.isEmpty()) {
      throw new CliException(
          String.valueOf(labels), "none of its pictures is there", "files are relative to it");
    }
    out.println(BenchCommand.machine());
    if (there.size() < all.size()) {
      out.println(Texts.count(all.size() - (long) there.size(), "picture") + " missing: left out");
    }
    try (TemporaryMuninn muninn = TemporaryMuninn.start()) {
      Map<Captioned, String> ids = new LinkedHashMap<>();
      for (Captioned one : there) {
        // names are searched too: they must not give the answer away
        ids.put(one, muninn.upload(one.file(), "picture-" + ids.size()));
      }
      long ready = muninn.awaitQuiet(ids.values().stream().distinct().count());
      out.println(Texts.count(ready, "picture") + " ready");
      for (String mode : MODES) {
        report(out, muninn, mode, ids);
      }
    }
    return 0;
  }

  /** The pictures of the repository: laid out, and fetched where they are not committed. */
  private static List<Captioned> ours() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("muninn.home", "."));
    Path folder = home.resolve("bench/retrieval");
    Path pictures = Files.createDirectories(home.resolve("node/target/retrieval"));
    Process prepare =
        new ProcessBuilder(folder.resolve("prepare.sh").toString(), pictures.toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // what could not be fetched is said by the script, and left out here
    prepare.waitFor();
    List<Captioned> all = new ArrayList<>();
    for (JsonNode entry : entries(folder.resolve("captions.json"))) {
      String name = entry.path(entry.has("file") ? "file" : "path").asText();
      String id = entry.path("id").asText();
      all.add(
          new Captioned(
              id,
              entry.path("caption").asText(),
              pictures.resolve(id + name.substring(name.lastIndexOf('.')))));
    }
    return all;
  }

  private List<Captioned> theirs() throws IOException {
    List<Captioned> all = new ArrayList<>();
    for (JsonNode entry : entries(labels)) {
      all.add(
          new Captioned(
              entry.path("id").asText(),
              entry.path("caption").asText(),
              labels.toAbsolutePath().resolveSibling(entry.path("file").asText())));
    }
    return all;
  }

  private static JsonNode entries(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CliException(file.toString(), "does not exist", "name one with --labels");
    }
    return new JsonMapper().readTree(file.toFile()).path("pictures");
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
