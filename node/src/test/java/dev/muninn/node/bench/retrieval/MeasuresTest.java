package dev.muninn.node.bench.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.node.bench.retrieval.Question.Answered;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasuresTest {
  private static final double EXACT = 1e-9;

  private static Measures of(Map<String, Integer> grades, String... ranking) {
    return Measures.of(List.of(new Answered(new Question("q", "k", grades), List.of(ranking))));
  }

  @Test
  void aPerfectOrderIsOneInEverything() {
    Measures perfect = of(Map.of("a", 3, "b", 1), "a", "b", "c");

    assertEquals(new Measures(1, 1, 1, 1, 1, 1, 1), perfect);
  }

  @Test
  void theReciprocalRankIsThatOfTheFirstRightOne() {
    assertEquals(1 / 3.0, of(Map.of("a", 1, "b", 1), "x", "y", "b", "a").mrr(), EXACT);
    assertEquals(0, of(Map.of("a", 1), "x", "y").mrr(), EXACT);
  }

  @Test
  void recallCountsAgainstWhatCouldBeThere() {
    Measures two = of(Map.of("a", 1, "b", 1), "a", "x", "x1", "x2", "x3", "b");

    assertEquals(1, two.recall1(), EXACT);
    assertEquals(0.5, two.recall5(), EXACT);
    assertEquals(1, two.recall10(), EXACT);
  }

  /** By hand: grades 3 and 1 in the wrong order, (1 + 7 / log2(3)) / (7 + 1 / log2(3)). */
  @Test
  void theGainWeighsGradesAndPlaces() {
    double log3 = Math.log(3) / Math.log(2);

    assertEquals(
        (1 + 7 / log3) / (7 + 1 / log3), of(Map.of("a", 3, "b", 1), "b", "a").ndcg10(), EXACT);
  }

  @Test
  void whatComesAfterTheTenthGainsNothing() {
    assertEquals(
        0,
        of(Map.of("a", 1), "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a").ndcg10(),
        EXACT);
  }

  @Test
  void questionsWithoutAnAnswerCountForRefusalAlone() {
    Measures measures =
        Measures.of(
            List.of(
                new Answered(new Question("q", "k", Map.of("a", 1)), List.of("a")),
                new Answered(new Question("nonsense", "none", Map.of()), List.of()),
                new Answered(new Question("rubbish", "none", Map.of()), List.of("a"))));

    assertEquals(new Measures(3, 1, 1, 1, 1, 1, 0.5), measures);
  }
}
