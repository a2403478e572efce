package dev.muninn.ingest.storage;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The block {@code muninn.ingest.storage}: how many bytes the disk must keep free, and after how
 * long a staged file that no item refers to is swept.
 */
public record StorageSettings(long diskFloorBytes, Duration stagedMaxAge) {
  public StorageSettings {
    if (diskFloorBytes < 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.disk-floor is " + diskFloorBytes + " bytes");
    }
    if (stagedMaxAge.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.staged-max-age is " + stagedMaxAge + "; at least a minute");
    }
  }

  /** Reads the block out of the node's whole configuration. */
  public static StorageSettings of(Config config) {
    Config block = config.getConfig("muninn.ingest.storage");
    return new StorageSettings(block.getBytes("disk-floor"), block.getDuration("staged-max-age"));
  }
}
