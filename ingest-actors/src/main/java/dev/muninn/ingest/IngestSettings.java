package dev.muninn.ingest;

import com.typesafe.config.Config;
import dev.muninn.ingest.entity.RetryPolicy;
import dev.muninn.ingest.pipeline.PipelineSettings;
import java.time.Duration;
import java.util.Objects;

/** The blocks {@code muninn.ingest.entity} and {@code muninn.ingest.pipeline}. */
public record IngestSettings(
    RetryPolicy retries,
    Duration restartFirst,
    Duration restartCap,
    double restartJitter,
    PipelineSettings pipeline) {
  public IngestSettings {
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(restartFirst, "restartFirst");
    Objects.requireNonNull(restartCap, "restartCap");
    Objects.requireNonNull(pipeline, "pipeline");
  }

  /** Reads the blocks out of the node's whole configuration. */
  public static IngestSettings of(Config config) {
    Config entity = config.getConfig("muninn.ingest.entity");
    return new IngestSettings(
        new RetryPolicy(
            entity.getDuration("retry-first"),
            entity.getDuration("retry-cap"),
            entity.getDouble("retry-jitter"),
            entity.getInt("max-attempts"),
            entity.getDuration("outage-wait")),
        entity.getDuration("restart-first"),
        entity.getDuration("restart-cap"),
        entity.getDouble("restart-jitter"),
        PipelineSettings.of(config.getConfig("muninn.ingest.pipeline")));
  }
}
