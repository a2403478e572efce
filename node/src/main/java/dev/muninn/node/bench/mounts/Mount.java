package dev.muninn.node.bench.mounts;

import dev.muninn.node.bench.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Something that is mounted at a place until it is taken away; it can be mounted again then. */
public final class Mount {
  private final Path place;
  private final String[] command;

  private Mount(Path place, String... command) {
    this.place = place;
    this.command = command;
  }

  /** A file system in memory of so many MiB, which only its owner may enter. Not mounted yet. */
  static Mount memory(Path place, int megabytes) {
    String options = "size=" + megabytes + "m,mode=0700";
    return new Mount(place, "mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString());
  }

  /** A folder that is also seen at this place. Not mounted yet. */
  public static Mount folder(Path folder, Path place) {
    return new Mount(place, "mount", "--bind", folder.toString(), place.toString());
  }

  /** Why nothing can be mounted here; empty when it can be. */
  public static Optional<String> obstacle() throws IOException {
    Path probe = Files.createTempDirectory("muninn-mount");
    try {
      Mount memory = memory(probe, 1);
      memory.on();
      memory.off();
      return Optional.empty();
    } catch (IOException forbidden) {
      return Optional.of(forbidden.getMessage());
    } finally {
      Files.delete(probe);
    }
  }

  /** The folder that it is mounted at. */
  public Path place() {
    return place;
  }

  /** Mounts it. */
  public void on() throws IOException {
    Shell.run(command);
  }

  /**
   * Takes it away at once, as a cable that is pulled: paths no longer lead there, files that are
   * open stay open. What the folder beneath holds is seen again.
   */
  public void off() throws IOException {
    Shell.run("umount", "--lazy", place.toString());
  }
}
