package dev.muninn.node.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The events of one item, and the rule that no stage took effect twice. Fed in the order of
 * sequence numbers.
 */
public final class ItemLife {
  private final String id;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Map<String, Set<Integer>>> runs = new HashMap<>();
  private final Map<String, Integer> parts = new HashMap<>();
  private final Map<String, Integer> vectors = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private String hash = "";
  private long last;

  ItemLife(String id) {
    this.id = id;
  }

  /** The persistence id. */
  public String id() {
    return id;
  }

  void add(long sequenceNr, String type, JsonNode event) {
    if (sequenceNr != last + 1) {
      wrong("sequence number " + sequenceNr + " follows " + last);
    }
    last = sequenceNr;
    switch (type) {
      case "Hashed" -> hash = event.path("hash").asText(hash);
      case "Described" -> count("Described " + event.path("layer").asText());
      case "Indexed" -> count("Indexed " + event.path("space"));
      case "Previewed" -> part("Previewed", event);
      case "Embedded" -> part("Embedded " + event.path("space"), event);
      default -> {}
    }
    count(type);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void part(String what, JsonNode event) {
    String run = event.path("run").asText(event.path("run").toString());
    int part = event.path("part").asInt();
    if (!runs.computeIfAbsent(what, w -> new HashMap<>())
        .computeIfAbsent(run, r -> new HashSet<>())
        .add(part)) {
      wrong(what + " has part " + part + " of run " + run + " twice");
    }
    parts.put(run, event.path("parts").asInt());
    vectors.merge(run, event.path("vectors").size(), Integer::sum);
  }

  private void wrong(String what) {
    wrong.add("item " + id + " (" + hash + "): " + what);
  }

  /** All that is wrong with it, now that it has come to its end. */
  public List<String> judged() {
    exactly("Acquired", 1);
    exactly("Hashed", 1);
    int repairs = of("DamageFound") + of("Healed");
    atMost("Stored", 1 + repairs);
    counts.keySet().stream()
        .filter(what -> what.startsWith("Described ") || what.startsWith("Indexed "))
        .toList()
        .forEach(what -> atMost(what, 1));
    runs.keySet().forEach(what -> atMostOneRun(what, 1 + of("DerivedLost")));
    return List.copyOf(wrong);
  }

  private void exactly(String what, int times) {
    if (of(what) != times) {
      wrong(of(what) + " × " + what + " in " + counts);
    }
  }

  private void atMost(String what, int times) {
    if (of(what) > times) {
      wrong(of(what) + " × " + what + " in " + counts);
    }
  }

  private void atMostOneRun(String what, int most) {
    long complete =
        runs.get(what).entrySet().stream()
            .filter(run -> run.getValue().size() == parts.get(run.getKey()))
            .count();
    if (complete > most) {
      wrong(complete + " complete runs of " + what);
    }
  }

  /** How often an event of this type is in it. */
  public int of(String type) {
    return counts.getOrDefault(type, 0);
  }

  public String hash() {
    return hash;
  }

  /** How many vectors its complete runs hold, over all spaces. */
  int embedded() {
    return runs.entrySet().stream()
        .filter(space -> space.getKey().startsWith("Embedded"))
        .flatMap(space -> space.getValue().entrySet().stream())
        .filter(run -> run.getValue().size() == parts.get(run.getKey()))
        .mapToInt(run -> vectors.get(run.getKey()))
        .sum();
  }
}
