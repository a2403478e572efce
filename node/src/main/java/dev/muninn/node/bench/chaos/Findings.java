package dev.muninn.node.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found to be wrong in one round, each thing once. Thread-safe. */
final class Findings {
  private static final int MOST = 200;
  private final Set<String> all = new LinkedHashSet<>();
  private String moment = "before the first kill";

  /** What is said of everything found from now on. */
  synchronized void at(String now) {
    moment = now;
  }

  synchronized void add(String what) {
    if (all.size() < MOST) {
      all.add(what + " [" + moment + "]");
    }
  }

  synchronized List<String> list() {
    return new ArrayList<>(all);
  }
}
