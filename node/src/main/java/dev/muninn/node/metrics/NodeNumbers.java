package dev.muninn.node.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/** Gives each scrape what the database and the disk say, or said last. Thread-safe. */
final class NodeNumbers implements MultiCollector {
  private final Refreshed<List<MetricSnapshot>> database;
  private final Refreshed<List<MetricSnapshot>> disk;

  NodeNumbers(Refreshed<List<MetricSnapshot>> database, Refreshed<List<MetricSnapshot>> disk) {
    this.database = database;
    this.disk = disk;
  }

  @Override
  public MetricSnapshots collect() {
    Refreshed.Reading<List<MetricSnapshot>> known = database.now();
    List<MetricSnapshot> all = new ArrayList<>(known.value());
    all.addAll(disk.now().value());
    all.add(
        Family.of(
            "muninn_database_up",
            "1 while the database answers; at 0 the numbers from it are the last known",
            known.fresh() ? 1 : 0));
    return new MetricSnapshots(all);
  }
}
