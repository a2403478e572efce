package dev.muninn.node.bench.modelchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.cluster.DataFolder;
import dev.muninn.node.bench.BenchPictures;
import dev.muninn.node.bench.Machine;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.bench.modelchange.ConstantQueries.Answer;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes the model of a whole server and goes back, while somebody searches all the time. */
@Command(
    name = "model-change",
    description = {
      "Change the model under constant queries, kill the server in the middle, go back.",
      "Fails when a query failed, came back empty, or held items of another space."
    },
    mixinStandardHelpOptions = true)
public final class ModelChangeBench implements Callable<Integer> {
  private static final int SIDE = 320;
  private static final int SWITCHES = 10;
  private static final long MOST_MS = 1_000;

  @Spec private CommandSpec spec;

  @Option(names = "--items", defaultValue = "2000", description = "Pictures (default: 2000).")
  private int items;

  @Option(names = "--no-kill", description = "Without kill -9 in the middle.")
  private boolean noKill;

  private final List<Answer> answers = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private PrintWriter out;
  private String oldSpace = "";
  private long leastReady = Long.MAX_VALUE;

  @Override
  public Integer call() throws IOException, InterruptedException {
    out = spec.commandLine().getOut();
    out.println(Machine.words());
    Path data = Files.createTempDirectory("muninn-bench");
    Path pictures = Files.createTempDirectory("muninn-bench-pictures");
    String newSpace = SecondPack.write(new DataFolder(data).models());
    TemporaryMuninn muninn = TemporaryMuninn.start(data);
    try {
      fill(muninn, pictures);
      Map<String, List<String>> before = ConstantQueries.all(muninn);
      muninn = change(muninn, newSpace);
      return judge(muninn, before, newSpace);
    } finally {
      muninn.close();
      Folders.delete(pictures);
    }
  }

  private void fill(TemporaryMuninn muninn, Path folder) throws IOException, InterruptedException {
    for (Path picture : BenchPictures.make(folder, items, SIDE, SIDE)) {
      muninn.upload(picture);
      Files.delete(picture);
    }
    long ready = muninn.awaitQuiet(items);
    oldSpace = space(muninn, 0).path("space").asText();
    say("%,d of %,d items ready in %s", ready, items, oldSpace);
    if (ready < items) {
      throw new CliException("the pictures", (items - ready) + " did not become ready", "");
    }
  }

  private static JsonNode space(TemporaryMuninn muninn, int place)
      throws IOException, InterruptedException {
    return muninn.get("/spaces").path("spaces").path(place);
  }

  /** Until the new space is complete; the server that answers then. */
  private TemporaryMuninn change(TemporaryMuninn first, String newSpace)
      throws IOException, InterruptedException {
    TemporaryMuninn muninn = first;
    long begin = System.nanoTime();
    try (ConstantQueries queries = new ConstantQueries(muninn)) {
      muninn.post(
          "/spaces",
          "{\"model\":\"%s\",\"switchWhenComplete\":false}".formatted(SecondPack.NAME),
          202);
      say("owed in %s after %,d ms", newSpace, (System.nanoTime() - begin) / 1_000_000);
      awaitDone(muninn, noKill ? items : items / 3);
      keep(queries);
    }
    if (!noKill) {
      muninn = kill(muninn);
      try (ConstantQueries queries = new ConstantQueries(muninn)) {
        awaitDone(muninn, items);
        keep(queries);
      }
    }
    say("embedded again in %,d s", (System.nanoTime() - begin) / 1_000_000_000);
    return muninn;
  }

  private static TemporaryMuninn kill(TemporaryMuninn muninn)
      throws IOException, InterruptedException {
    return muninn.killedAndStarted();
  }

  private void awaitDone(TemporaryMuninn muninn, long wanted)
      throws IOException, InterruptedException {
    while (true) {
      JsonNode counts = muninn.get("/pipeline");
      if (counts.path("asOfLagMs").asLong() == 0) {
        leastReady = Math.min(leastReady, counts.path("ready").asLong());
      }
      JsonNode space = space(muninn, 1);
      long done = space.path("done").asLong();
      boolean enough = done >= wanted;
      if (enough && (wanted < items || space.path("state").asText().equals("complete"))) {
        say("%,d done in %s", done, space.path("space").asText());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void keep(ConstantQueries queries) {
    queries.close();
    answers.addAll(queries.answers());
    errors.addAll(queries.errors());
  }

  private int judge(TemporaryMuninn muninn, Map<String, List<String>> before, String newSpace)
      throws IOException, InterruptedException {
    List<Long> there = new ArrayList<>();
    List<Long> back = new ArrayList<>();
    try (ConstantQueries queries = new ConstantQueries(muninn)) {
      for (int i = 0; i < SWITCHES; i++) {
        there.add(switched(muninn, newSpace));
        TimeUnit.MILLISECONDS.sleep(200);
        back.add(switched(muninn, oldSpace));
        TimeUnit.MILLISECONDS.sleep(200);
      }
      keep(queries);
    }
    switched(muninn, newSpace);
    Map<String, List<String>> after = ConstantQueries.all(muninn);
    switched(muninn, oldSpace);
    Map<String, Map<String, List<String>>> expected = Map.of(oldSpace, before, newSpace, after);
    long empty = answers.stream().filter(one -> one.items().isEmpty()).count();
    long mixed =
        answers.stream()
            .filter(
                one ->
                    !one.items()
                        .equals(expected.getOrDefault(one.space(), Map.of()).get(one.question())))
            .count();
    long differing =
        before.entrySet().stream()
            .filter(one -> !one.getValue().equals(after.get(one.getKey())))
            .count();
    say(
        "%,d answers: %d errors, %d empty, %d not those of their space (%d of %d questions have"
            + " another answer in the other space)",
        answers.size(), errors.size(), empty, mixed, differing, before.size());
    say(
        "an answer took p50 %.1f ms, p99 %.1f ms",
        ConstantQueries.percentile(answers, 0.5), ConstantQueries.percentile(answers, 0.99));
    say("switch %s ms, back %s ms", there, back);
    say("least ready while it was filled: %,d of %,d", leastReady, items);
    errors.stream().limit(3).forEach(out::println);
    boolean quick =
        there.stream().allMatch(ms -> ms < MOST_MS) && back.stream().allMatch(ms -> ms < MOST_MS);
    boolean good = errors.isEmpty() && empty == 0 && mixed == 0 && leastReady == items && quick;
    out.println(good ? "nobody noticed" : "somebody noticed");
    return good ? 0 : 1;
  }

  /** From the request until an answer comes from the space that was asked for, in milliseconds. */
  private static long switched(TemporaryMuninn muninn, String space)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    muninn.post("/spaces/" + space + "/activate", "{}", 200);
    JsonNode answer = muninn.answer(ConstantQueries.QUESTIONS.get(0), 1, "vector");
    if (!answer.path("space").asText().equals(space)) {
      throw new CliException(
          space, "was switched to and " + answer.path("space").asText() + " answered", "");
    }
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private void say(String words, Object... values) {
    out.printf(words + "%n", values);
    out.flush();
  }
}
