package dev.muninn.node;

import dev.muninn.cluster.DataFolder;
import java.nio.file.Path;
import java.util.Optional;

/** The data folder that is used when none is named. */
public final class StandardFolder {

  private StandardFolder() {}

  /**
   * {@code $MUNINN_DATA}, else {@code $XDG_DATA_HOME/muninn}, else {@code ~/.local/share/muninn}.
   */
  public static DataFolder find() {
    return new DataFolder(
        named("MUNINN_DATA")
            .or(() -> named("XDG_DATA_HOME").map(folder -> folder.resolve("muninn")))
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local/share/muninn")));
  }

  private static Optional<Path> named(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(s -> !s.isBlank()).map(Path::of);
  }
}
