package dev.muninn.http;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The block {@code muninn.http}; ports are 0 for a free one. Sizes in bytes.
 *
 * @param sharedTokenSecret whether the secret of the tokens is that of all gateways
 * @param databasePatience how long a caller waits for the accounts and keys before 503
 * @param eventPulse between two comments of an event stream
 * @param eventStreams open event streams of one participant
 * @param shutdownPatience how long answers that are under way may take when the server stops
 */
public record HttpSettings(
    String bind,
    int port,
    String metricsBind,
    int metricsPort,
    long maxUploadBytes,
    int maxConnections,
    Duration idleTimeout,
    Duration accessTokenLife,
    boolean sharedTokenSecret,
    Duration refreshTokenLife,
    Duration sessionMemory,
    Duration databasePatience,
    Duration eventPulse,
    int eventStreams,
    Duration shutdownPatience) {
  private static final Duration MIN_ACCESS_LIFE = Duration.ofSeconds(1);

  public HttpSettings {
    portChecked("muninn.http.port", port);
    portChecked("muninn.http.metrics.port", metricsPort);
    if (maxUploadBytes < 1) {
      throw new IllegalArgumentException("muninn.http.max-upload-bytes is at least 1");
    }
    if (eventPulse.isNegative() || eventPulse.isZero() || eventStreams < 1) {
      throw new IllegalArgumentException(
          "muninn.http.events: pulse is longer than 0 s, streams-per-participant at least 1");
    }
    if (accessTokenLife.compareTo(MIN_ACCESS_LIFE) < 0
        || refreshTokenLife.compareTo(accessTokenLife) < 0) {
      throw new IllegalArgumentException(
          "muninn.http.refresh-token-life is at least access-token-life, and that at least 1 s");
    }
  }

  private static void portChecked(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " is 0..65535, not " + port);
    }
  }

  /** Reads the block once. */
  public static HttpSettings of(Config root) {
    Config http = root.getConfig("muninn.http");
    return new HttpSettings(
        http.getString("bind"),
        http.getInt("port"),
        http.getString("metrics.bind"),
        http.getInt("metrics.port"),
        http.getBytes("max-upload-bytes"),
        http.getInt("max-connections"),
        http.getDuration("idle-timeout"),
        http.getDuration("access-token-life"),
        http.getBoolean("shared-token-secret"),
        http.getDuration("refresh-token-life"),
        http.getDuration("session-memory"),
        http.getDuration("database-patience"),
        http.getDuration("events.pulse"),
        http.getInt("events.streams-per-participant"),
        http.getDuration("shutdown-patience"));
  }
}
