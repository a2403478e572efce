package dev.muninn.node.metrics;

import dev.muninn.cluster.journal.HorizonHolder;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.ParkedEntity;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How far the projections have come, who is parked, and what holds the journal back. */
final class JournalNumbers {
  private JournalNumbers() {}

  /** Blocking. */
  static List<MetricSnapshot> read(JournalReader journal, JournalProjections projections) {
    Family events =
        new Family("muninn_projection_lag_events", "Events that a projection has not applied yet");
    Family seconds =
        new Family(
            "muninn_projection_lag_seconds", "Age of the first event that a projection lacks");
    Family parked =
        new Family(
            "muninn_projection_parked_entities",
            "Entities whose event could not be applied; everybody else goes on");
    Map<String, Long> waiting =
        projections.parked().stream()
            .collect(Collectors.groupingBy(ParkedEntity::projection, Collectors.counting()));
    for (String name : new TreeSet<>(projections.names())) {
      events.put(projections.lagEvents(name), "projection", name);
      seconds.put(lagMs(projections, name) / 1000.0, "projection", name);
      parked.put(waiting.getOrDefault(name, 0L), "projection", name);
    }
    double oldest =
        journal
            .oldestTransaction()
            .map(HorizonHolder::age)
            .map(JournalNumbers::seconds)
            .orElse(0.0);
    return List.of(
        events.build(),
        seconds.build(),
        parked.build(),
        Family.of(
            "muninn_database_oldest_transaction_seconds",
            "Age of the oldest writing transaction; no projection reads past it",
            oldest));
  }

  private static long lagMs(JournalProjections projections, String name) {
    return projections.awaitFresh(name, Duration.ZERO).toCompletableFuture().join();
  }

  private static double seconds(Duration age) {
    return age.toMillis() / 1000.0;
  }
}
