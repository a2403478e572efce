package dev.muninn.ingest.storage;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The block {@code muninn.ingest.storage}: how many bytes the disk must keep free, whether other
 * nodes write into the same folders, after how long a staged file that no item refers to is swept,
 * and how often that is looked for; how often a node of several looks which storage it reaches.
 */
public record StorageSettings(
    long diskFloorBytes,
    boolean shared,
    Duration stagedMaxAge,
    Duration sweepEvery,
    Duration reachEvery) {
  private static final Duration REACH_EVERY = Duration.ofSeconds(5);

  public StorageSettings {
    if (diskFloorBytes < 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.disk-floor is " + diskFloorBytes + " bytes");
    }
    if (stagedMaxAge.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.staged-max-age is " + stagedMaxAge + "; at least a minute");
    }
    if (sweepEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.sweep-every is " + sweepEvery + "; at least a second");
    }
    if (reachEvery.toMillis() < 100 || reachEvery.compareTo(REACH_EVERY) > 0) {
      throw new IllegalArgumentException(
          "muninn.ingest.storage.reach-every is " + reachEvery + "; 100 ms to 5 s");
    }
  }

  /** Of a node whose folders are its own. */
  public StorageSettings(long diskFloorBytes, Duration stagedMaxAge, Duration sweepEvery) {
    this(diskFloorBytes, false, stagedMaxAge, sweepEvery, REACH_EVERY);
  }

  /** Reads the block out of the node's whole configuration. */
  public static StorageSettings of(Config config) {
    Config block = config.getConfig("muninn.ingest.storage");
    return new StorageSettings(
        block.getBytes("disk-floor"),
        block.getBoolean("shared"),
        block.getDuration("staged-max-age"),
        block.getDuration("sweep-every"),
        block.getDuration("reach-every"));
  }
}
