package dev.muninn.node.bench.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.node.bench.retrieval.Question.Answered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselineTest {
  @TempDir Path folder;

  private static Baseline of(double ndcg, double refused) {
    return new Baseline(
        "lite", 16, Map.of("hybrid", new Measures(40, 0.5, 0.8, 0.9, 0.6, ndcg, refused)));
  }

  @Test
  void aFallWithinTheToleranceIsNone() {
    assertEquals(List.of(), of(0.85, 0.6).regressions(of(0.85, 0.6)));
    assertEquals(List.of(), of(0.85, 0.6).regressions(of(0.83, 0.6)));
    assertEquals(List.of(), of(0.85, 0.6).regressions(of(0.99, 0.9)));
  }

  @Test
  void aFallBeyondItIsTold() {
    assertEquals(
        List.of("hybrid nDCG@10 fell from 0.850 to 0.829"),
        of(0.85, 0.6).regressions(of(0.829, 0.6)));
    assertEquals(
        List.of("hybrid refused fell from 0.600 to 0.500"),
        of(0.85, 0.6).regressions(of(0.85, 0.5)));
  }

  @Test
  void aModeThatIsGoneIsTold() {
    assertEquals(1, of(0.85, 0.6).regressions(new Baseline("lite", 16, Map.of())).size());
  }

  @Test
  void anotherSetOrSpaceIsNotCompared() {
    Baseline now = of(0.85, 0.6);

    assertTrue(now.regressions(new Baseline("clip", 16, now.modes())).get(0).contains("anew"));
    assertTrue(now.regressions(new Baseline("lite", 15, now.modes())).get(0).contains("anew"));
  }

  /** The check must see an order that somebody broke: here the right ones come last. */
  @Test
  void aSpoiledRankingFailsTheCheck() {
    List<Answered> good = answers(IntStream.range(0, 30).boxed().toList());
    List<Integer> backwards = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
    Collections.reverse(backwards);

    Baseline before = new Baseline("lite", 30, Map.of("hybrid", Measures.of(good)));
    Baseline now = new Baseline("lite", 30, Map.of("hybrid", Measures.of(answers(backwards))));

    assertEquals(List.of(), before.regressions(before));
    assertEquals(1, before.regressions(now).size());
  }

  /** Each of five questions is answered by its own picture, best in the given order. */
  private static List<Answered> answers(List<Integer> order) {
    return IntStream.range(0, 5)
        .mapToObj(
            n ->
                new Answered(
                    new Question("question " + n, "k", Map.of("0", 3, "1", 2, "2", 1)),
                    order.stream().map(String::valueOf).toList()))
        .toList();
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("baseline.json");
    of(0.85, 0.6).write(file);

    assertEquals(of(0.85, 0.6), Baseline.read(file));
  }
}
