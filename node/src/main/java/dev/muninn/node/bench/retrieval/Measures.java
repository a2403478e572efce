package dev.muninn.node.bench.retrieval;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muninn.node.bench.retrieval.Question.Answered;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Means over the questions that have an answer: the share of the right pictures (at most {@code k}
 * of them) among the first {@code k}; the reciprocal of the first right one's place; the normalised
 * discounted cumulative gain of the first ten with gain {@code 2^grade - 1}. {@code refused} is the
 * share of the questions without an answer that got none, 1 where there are no such questions.
 *
 * <p>Source: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002, with
 * the gain of Burges et al., 2005.
 */
public record Measures(
    @JsonProperty("questions") int questions,
    @JsonProperty("recall@1") double recall1,
    @JsonProperty("recall@5") double recall5,
    @JsonProperty("recall@10") double recall10,
    @JsonProperty("mrr") double mrr,
    @JsonProperty("ndcg@10") double ndcg10,
    @JsonProperty("refused") double refused) {
  private static final int DEPTH = 10;

  public static Measures of(List<Answered> all) {
    List<Answered> answerable = all.stream().filter(a -> a.question().hasAnswer()).toList();
    List<Answered> others = all.stream().filter(a -> !a.question().hasAnswer()).toList();
    return new Measures(
        all.size(),
        mean(answerable, a -> recall(a, 1)),
        mean(answerable, a -> recall(a, 5)),
        mean(answerable, a -> recall(a, DEPTH)),
        mean(answerable, a -> a.rank() == 0 ? 0 : 1.0 / a.rank()),
        mean(answerable, Measures::ndcg),
        others.isEmpty() ? 1 : mean(others, a -> a.ranking().isEmpty() ? 1 : 0));
  }

  private static double mean(List<Answered> all, ToDoubleFunction<Answered> measure) {
    return all.stream().mapToDouble(measure).average().orElse(0);
  }

  private static double recall(Answered answered, int k) {
    Map<String, Integer> grades = answered.question().grades();
    long found = answered.ranking().stream().limit(k).filter(grades::containsKey).count();
    return found / (double) Math.min(k, grades.size());
  }

  private static double ndcg(Answered answered) {
    Map<String, Integer> grades = answered.question().grades();
    List<Integer> ideal =
        grades.values().stream().sorted(Collections.reverseOrder()).limit(DEPTH).toList();
    List<Integer> got =
        answered.ranking().stream().limit(DEPTH).map(id -> grades.getOrDefault(id, 0)).toList();
    return gain(got) / gain(ideal);
  }

  private static double gain(List<Integer> grades) {
    return IntStream.range(0, grades.size())
        .mapToDouble(i -> (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2)))
        .sum();
  }

  /** One line of a table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "Recall@1 %.3f  Recall@5 %.3f  Recall@10 %.3f  MRR %.3f  nDCG@10 %.3f  refused %.2f",
        recall1,
        recall5,
        recall10,
        mrr,
        ndcg10,
        refused);
  }
}
