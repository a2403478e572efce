package dev.muninn.node.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.Medians;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What searches took, in milliseconds: each kind, and where the time of all hybrid ones went. */
final class SearchTimes {
  private static final double GOAL_P50 = 15;
  private static final double GOAL_P99 = 60;

  private final Map<QueryKind, List<Took>> byKind = new EnumMap<>(QueryKind.class);

  /** What the client waited, and of that what the server and the model in it say they took. */
  private record Took(double whole, double server, double embedding) {
    double withoutEmbedding() {
      return whole - embedding;
    }

    double transport() {
      return whole - server;
    }
  }

  void add(QueryKind kind, double whole, JsonNode answer) {
    double server = answer.path("tookMs").asDouble();
    double embedding = answer.path("embeddingMs").asDouble();
    byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(new Took(whole, server, embedding));
  }

  /** Whether hybrid searches met the goals, without what the model took to read the query. */
  boolean met() {
    List<Double> millis = hybrid(Took::withoutEmbedding);
    return Medians.percentile(millis, 0.5) <= GOAL_P50
        && Medians.percentile(millis, 0.99) <= GOAL_P99;
  }

  /** A table: all of them, how their time splits, and each kind. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("hybrid search over HTTP", hybrid(Took::whole)));
    lines.add(line("  without the embedding", hybrid(Took::withoutEmbedding)));
    lines.add(line("  the embedding (whole ms)", hybrid(Took::embedding)));
    lines.add(line("  the server (whole ms)", hybrid(Took::server)));
    lines.add(line("  HTTP, client and JSON", hybrid(Took::transport)));
    byKind.forEach(
        (kind, took) -> lines.add(line(kind.said(), took.stream().map(Took::whole).toList())));
    return lines;
  }

  private List<Double> hybrid(Function<Took, Double> part) {
    return byKind.entrySet().stream()
        .filter(one -> one.getKey().hybrid())
        .flatMap(one -> one.getValue().stream().map(part))
        .toList();
  }

  /** One of the table: the percentiles, and of how many. */
  static String line(String what, List<Double> millis) {
    return String.format(
        "%-26s p50 %6.1f ms, p99 %7.1f ms, longest %7.1f ms (%,d)",
        what,
        Medians.percentile(millis, 0.5),
        Medians.percentile(millis, 0.99),
        Medians.percentile(millis, 1),
        millis.size());
  }
}
