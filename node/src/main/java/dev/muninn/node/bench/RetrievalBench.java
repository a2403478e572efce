package dev.muninn.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.retrieval.Baseline;
import dev.muninn.node.bench.retrieval.LabelledPicture;
import dev.muninn.node.bench.retrieval.LabelledSet;
import dev.muninn.node.bench.retrieval.Measures;
import dev.muninn.node.bench.retrieval.Question;
import dev.muninn.node.bench.retrieval.Question.Answered;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How often a question finds what answers it. */
@Command(
    name = "retrieval",
    description = {
      "A Muninn of its own takes in labelled pictures and answers the questions about them.",
      "Recall@k: the share of the right pictures among the first k; MRR: the mean of 1/rank of the"
          + " first right one; nDCG@10 weighs grades and places; refused: of the questions without"
          + " an answer, how many got none."
    },
    mixinStandardHelpOptions = true)
final class RetrievalBench implements Callable<Integer> {
  private static final int K = 100;
  private static final List<String> MODES = List.of("hybrid", "vector", "text");

  @Spec private CommandSpec spec;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "A labelled set: JSON as bench/retrieval/README.md describes it, or TSV with a query, a"
              + " file and a grade a line. Else that of bench/retrieval, which fetches what is not"
              + " committed from Debian packages.")
  private Path labels;

  @Option(names = "--committed", description = "Only pictures of the repository: fetches nothing.")
  private boolean committed;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Ends with 1 when nDCG@10 or the share refused fell by more than 0.02 against this"
              + " baseline; without FILE: the recorded one of the set.")
  private String check;

  @Option(names = "--record", paramLabel = "FILE", description = "Writes a baseline.")
  private Path record;

  @Option(
      names = "--misses",
      description = "List the questions whose answer is not among the first 5.")
  private boolean misses;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path file = labels == null ? home().resolve("bench/retrieval/labels.json") : labels;
    if (!Files.isRegularFile(file)) {
      throw new CliException(file.toString(), "does not exist", "name one with --labels");
    }
    LabelledSet set = LabelledSet.read(file, packages(), laidOut());
    if (set.pictures().isEmpty()) {
      throw new CliException(
          file.toString(), "none of its pictures is there", "files are relative to it");
    }
    out.println(Machine.words());
    if (set.missing() > 0) {
      out.println(Texts.count(set.missing(), "picture") + " not there: left out");
    }
    Baseline now = measured(out, set);
    if (record != null) {
      now.write(record);
    }
    return check == null ? 0 : checked(out, baseline(file), now);
  }

  private static Path home() {
    return Path.of(System.getProperty("muninn.home", "."));
  }

  private static Path laidOut() throws IOException {
    return Files.createDirectories(home().resolve("node/target/retrieval"));
  }

  /** The pictures of packages: fetched and laid out where the set is that of the repository. */
  private Optional<Path> packages() throws IOException, InterruptedException {
    if (labels != null || committed) {
      return Optional.empty();
    }
    String prepare = home().resolve("bench/retrieval/prepare.sh").toString();
    Process process =
        new ProcessBuilder(prepare, laidOut().toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // what could not be fetched is said by the script, and left out here
    process.waitFor();
    return Optional.of(laidOut());
  }

  private Path baseline(Path set) {
    return check.isEmpty()
        ? set.toAbsolutePath()
            .resolveSibling(committed ? "baseline-committed.json" : "baseline.json")
        : Path.of(check);
  }

  private static int checked(PrintWriter out, Path file, Baseline now) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CliException(file.toString(), "does not exist", "write one with --record");
    }
    List<String> worse = Baseline.read(file).regressions(now);
    worse.forEach(line -> out.println("worse: " + line));
    out.println(worse.isEmpty() ? "no worse than " + file.getFileName() : "the check failed");
    return worse.isEmpty() ? 0 : 1;
  }

  private Baseline measured(PrintWriter out, LabelledSet set)
      throws IOException, InterruptedException {
    try (TemporaryMuninn muninn = TemporaryMuninn.start()) {
      Map<String, String> pictureOf = takenIn(out, muninn, set);
      Map<String, Measures> modes = new TreeMap<>();
      for (String mode : MODES) {
        List<Answered> answers = new ArrayList<>();
        for (Question question : set.questions()) {
          answers.add(asked(muninn, mode, question, pictureOf));
        }
        modes.put(mode, Measures.of(answers));
        report(out, mode, answers);
      }
      String space = muninn.get("/index").at("/partitions/0/space").asText();
      return new Baseline(space, set.pictures().size(), modes);
    }
  }

  /** The id of the picture, by the id of its item. */
  private static Map<String, String> takenIn(
      PrintWriter out, TemporaryMuninn muninn, LabelledSet set)
      throws IOException, InterruptedException {
    Map<String, String> pictureOf = new HashMap<>();
    for (LabelledPicture picture : set.pictures()) {
      // names are searched too: they must not give the answer away
      String name = picture.name().orElse("picture-" + pictureOf.size());
      String mediaId = muninn.upload(picture.file(), name);
      if (!picture.said().isEmpty()) {
        muninn.edit(mediaId, picture.said());
      }
      pictureOf.put(mediaId, picture.id());
    }
    long ready = muninn.awaitQuiet(pictureOf.size());
    out.println(Texts.count(ready, "picture") + " ready");
    return pictureOf;
  }

  private static Answered asked(
      TemporaryMuninn muninn, String mode, Question question, Map<String, String> pictureOf)
      throws IOException, InterruptedException {
    List<String> ranking = new ArrayList<>();
    for (JsonNode hit : muninn.search(question.query(), K, mode)) {
      ranking.add(pictureOf.get(hit.path("mediaId").asText()));
    }
    return new Answered(question, ranking);
  }

  private void report(PrintWriter out, String mode, List<Answered> answers) {
    out.printf("%-8s %s  (%d questions)%n", mode, Measures.of(answers).line(), answers.size());
    Map<String, List<Answered>> kinds =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    a -> a.question().kind(), LinkedHashMap::new, Collectors.toList()));
    kinds.forEach(
        (kind, of) -> out.printf("  %-8s %s  (%d)%n", kind, Measures.of(of).line(), of.size()));
    if (misses) {
      answers.stream().filter(RetrievalBench::missed).forEach(answered -> miss(out, answered));
    }
  }

  private static boolean missed(Answered answered) {
    return answered.question().hasAnswer()
        ? answered.rank() == 0 || answered.rank() > 5
        : !answered.ranking().isEmpty();
  }

  private static void miss(PrintWriter out, Answered answered) {
    out.printf(
        "    \"%s\" %s, first: %s%n",
        answered.question().query(),
        answered.question().hasAnswer()
            ? answered.question().grades().keySet() + " at " + answered.rank()
            : "should find nothing",
        answered.ranking().stream().limit(3).toList());
  }
}
