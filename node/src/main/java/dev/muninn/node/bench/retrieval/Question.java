package dev.muninn.node.bench.retrieval;

import java.util.List;
import java.util.Map;

/**
 * A query, what sort it is, and the pictures that answer it, by their ids, with grades from 1
 * (somewhat) upwards. Without any, the right answer is none.
 */
public record Question(String query, String kind, Map<String, Integer> grades) {
  public Question {
    grades = Map.copyOf(grades);
    if (query.isBlank() || grades.values().stream().anyMatch(grade -> grade < 1)) {
      throw new IllegalArgumentException("'" + query + "' with grades " + grades);
    }
  }

  public boolean hasAnswer() {
    return !grades.isEmpty();
  }

  /** A question and what the search said: ids, best first, each once. */
  public record Answered(Question question, List<String> ranking) {
    public Answered {
      ranking = List.copyOf(ranking);
    }

    /** The place of the first right picture from 1; 0 when none is there. */
    public int rank() {
      for (int i = 0; i < ranking.size(); i++) {
        if (question.grades().containsKey(ranking.get(i))) {
          return i + 1;
        }
      }
      return 0;
    }
  }
}
