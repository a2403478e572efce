package dev.muninn.ingest.integrity;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;

/**
 * The block {@code muninn.ingest.integrity}: whether, how fast and how often the background scrub
 * reads all originals again, and how long a repairing check waits for the pipeline.
 */
public record IntegritySettings(
    boolean scrub,
    long scrubBytesPerSecond,
    Duration scrubEvery,
    Duration scrubPoll,
    Duration repairWait) {
  public IntegritySettings {
    Objects.requireNonNull(scrubEvery, "scrubEvery");
    Objects.requireNonNull(scrubPoll, "scrubPoll");
    Objects.requireNonNull(repairWait, "repairWait");
    if (scrubBytesPerSecond < 1 || scrubPoll.toMillis() < 1) {
      throw new IllegalArgumentException(
          "muninn.ingest.integrity: scrub-bytes-per-second is "
              + scrubBytesPerSecond
              + ", scrub-poll "
              + scrubPoll
              + "; both must be more than nothing");
    }
  }

  /** Reads the block out of the node's whole configuration. */
  public static IntegritySettings of(Config config) {
    Config block = config.getConfig("muninn.ingest.integrity");
    return new IntegritySettings(
        block.getBoolean("scrub"),
        block.getBytes("scrub-bytes-per-second"),
        block.getDuration("scrub-every"),
        block.getDuration("scrub-poll"),
        block.getDuration("repair-wait"));
  }
}
