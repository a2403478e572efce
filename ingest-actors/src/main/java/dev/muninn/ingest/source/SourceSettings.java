package dev.muninn.ingest.source;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Set;

/** The block {@code muninn.ingest.source}; see reference.conf for the meaning of each. */
public record SourceSettings(
    int filesInFlight,
    int scansAtOnce,
    Duration watchInterval,
    Duration roomInterval,
    Duration askTimeout,
    Set<String> ignoredNames) {
  public SourceSettings {
    ignoredNames = Set.copyOf(ignoredNames);
    if (filesInFlight < 1 || filesInFlight > 64 || scansAtOnce < 1 || scansAtOnce > 8) {
      throw new IllegalArgumentException(
          "muninn.ingest.source: files-in-flight is 1..64, scans-at-once 1..8");
    }
    if (roomInterval.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("muninn.ingest.source: room-interval is at least 10ms");
    }
    if (watchInterval.compareTo(Duration.ofSeconds(1)) < 0 || askTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "muninn.ingest.source: watch-interval is at least 1s, ask-timeout more than 0");
    }
  }

  /** Reads the block out of the node's whole configuration. */
  public static SourceSettings of(Config config) {
    Config block = config.getConfig("muninn.ingest.source");
    return new SourceSettings(
        block.getInt("files-in-flight"),
        block.getInt("scans-at-once"),
        block.getDuration("watch-interval"),
        block.getDuration("room-interval"),
        block.getDuration("ask-timeout"),
        Set.copyOf(block.getStringList("ignored-names")));
  }
}
