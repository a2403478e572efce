package dev.muninn.node;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * {@code DIR/runtime.json}: which process serves this folder, and on which ports. Written at ready,
 * removed at the end; after a kill it stays, so readers check that the process lives. A port of 0
 * is one that is not open, and {@code url} is empty on a node without a gateway. {@code startedAt}
 * is RFC 3339.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RuntimeFile(
    long pid,
    String startedAt,
    String version,
    String url,
    int http,
    int metrics,
    int postgres,
    int artery,
    int internal,
    int health) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Replaces the file in one step. */
  public void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the file says; empty when it is missing or not readable. */
  public static Optional<RuntimeFile> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), RuntimeFile.class));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** Whether the process that wrote the file is still there. */
  public boolean alive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
