package dev.muninn.ingest.media;

import dev.muninn.media.Description;
import dev.muninn.media.Fact;
import java.util.ArrayList;
import java.util.List;

/** Gathers facts with clean values, each once, as many as a description takes. */
final class Facts {
  private final List<Fact> facts = new ArrayList<>();

  void add(String name, String value) {
    String clean = Words.clean(value, Fact.MAX_VALUE);
    if (clean.isEmpty() || facts.size() >= Description.MAX_FACTS) {
      return;
    }
    Fact fact = new Fact(name, clean);
    if (!facts.contains(fact)) {
      facts.add(fact);
    }
  }

  List<Fact> all() {
    return List.copyOf(facts);
  }
}
