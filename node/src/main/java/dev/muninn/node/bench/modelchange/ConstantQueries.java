package dev.muninn.node.bench.modelchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.TemporaryMuninn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Asks the same questions one after the other until it is closed, each as soon as the last one was
 * answered, and keeps every answer.
 */
final class ConstantQueries implements AutoCloseable {
  static final List<String> QUESTIONS =
      List.of(
          "a balloon",
          "soap bubbles",
          "a planet",
          "a quilt",
          "an umbrella",
          "jelly fish",
          "a chocolate sauce",
          "a traffic light",
          "a jigsaw puzzle",
          "sunglasses");
  private static final int K = 10;
  private static final String MODE = "vector";

  private final TemporaryMuninn muninn;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::ask, "constant-queries");
  private volatile boolean closed;

  /** What a question was answered with, from which space, in how many nanoseconds. */
  record Answer(String question, String space, List<String> items, long nanos) {}

  ConstantQueries(TemporaryMuninn muninn) {
    this.muninn = muninn;
    thread.start();
  }

  /** The answers to all questions now. */
  static Map<String, List<String>> all(TemporaryMuninn muninn)
      throws IOException, InterruptedException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String question : QUESTIONS) {
      all.put(question, items(muninn.answer(question, K, MODE)));
    }
    return all;
  }

  private static List<String> items(JsonNode answer) {
    return answer.path("hits").findValuesAsText("mediaId");
  }

  private void ask() {
    for (int i = 0; !closed; i++) {
      String question = QUESTIONS.get(i % QUESTIONS.size());
      long begin = System.nanoTime();
      try {
        JsonNode answer = muninn.answer(question, K, MODE);
        long took = System.nanoTime() - begin;
        answers.add(new Answer(question, answer.path("space").asText(), items(answer), took));
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        errors.add(question + ": " + e);
      }
    }
  }

  Collection<Answer> answers() {
    return answers;
  }

  Collection<String> errors() {
    return errors;
  }

  /** The time below which this share of the answers came, in milliseconds. */
  static double percentile(Collection<Answer> answers, double share) {
    long[] nanos = new ArrayList<>(answers).stream().mapToLong(Answer::nanos).toArray();
    Arrays.sort(nanos);
    return nanos.length == 0
        ? 0
        : nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
  }

  /** Ends after the question that is under way. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
