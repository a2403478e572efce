package dev.muninn.node.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Builds one gauge with its values; used by one thread. */
final class Family {
  private final GaugeSnapshot.Builder builder;

  Family(String name, String help) {
    builder = GaugeSnapshot.builder().name(name).help(help);
  }

  /** A gauge of one value and no label. */
  static GaugeSnapshot of(String name, String help, double value) {
    return new Family(name, help).put(value).build();
  }

  static GaugeSnapshot of(String name, String help, long value) {
    return new Family(name, help).put(value).build();
  }

  /**
   * @param labels names and values in turn
   */
  Family put(double value, String... labels) {
    builder.dataPoint(
        GaugeDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build());
    return this;
  }

  /** As Prometheus keeps it: exact up to 2^53. */
  Family put(long value, String... labels) {
    return put((double) value, labels);
  }

  GaugeSnapshot build() {
    return builder.build();
  }
}
