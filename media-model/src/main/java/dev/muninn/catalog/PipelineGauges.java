package dev.muninn.catalog;

import dev.muninn.media.Lane;
import dev.muninn.media.StageName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The pipeline in numbers over all orgs, for the node's metrics (port). Never per org or item. */
public interface PipelineGauges {

  /** One for each stage and lane that holds an item, of one moment; does not wait to be fresh. */
  CompletionStage<List<Gauge>> gauges();

  /**
   * {@code oldestSeconds}: how long the oldest of those that wait or failed has stood at this
   * stage, by the database's clock.
   */
  record Gauge(
      StageName stage,
      Lane lane,
      long waiting,
      long running,
      long failed,
      long quarantined,
      Optional<Long> oldestSeconds) {
    public Gauge {
      Objects.requireNonNull(stage, "stage");
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(oldestSeconds, "oldestSeconds");
    }
  }
}
