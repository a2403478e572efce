package dev.muninn.node;

import dev.muninn.cluster.DataFolder;
import java.util.Objects;
import java.util.Optional;

/** What {@code muninn up} was asked for. A port of 0 is any free one. */
public record UpSettings(DataFolder data, int port, String bind, Optional<String> databaseUrl) {
  public UpSettings {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(bind, "bind");
    Objects.requireNonNull(databaseUrl, "databaseUrl");
  }

  /** Settings hold a password in the address of the database: it stays out of logs. */
  @Override
  public String toString() {
    return "UpSettings[data=" + data.root() + ", port=" + port + ", bind=" + bind + "]";
  }
}
