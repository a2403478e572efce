package dev.muninn.node.bench.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A seeded library that outlives a benchmark: a folder that holds a data folder and, once it is
 * whole, notes on what is in it and the password of its admin. Only the owner may read it.
 */
final class KeptLibrary {
  /** Of {@link SeededEvents}: raised when other items come out of them. */
  static final int SEEDING = 2;

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  /** {@code space} is the id of the one that its vectors are in. */
  record Notes(int items, int seeding, String space, String password) {}

  KeptLibrary(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  Path data() {
    return folder.resolve("data");
  }

  private Path file() {
    return folder.resolve("library.json");
  }

  /**
   * What it was seeded with; empty while there is none.
   *
   * @throws CliException when it was not finished, or what is there is no such library
   */
  Optional<Notes> notes() throws IOException {
    if (Files.exists(file())) {
      return Optional.of(read());
    }
    if (Files.exists(data())) {
      throw new CliException(
          folder.toString(), "holds a library that was not finished", "delete the folder");
    }
    return Optional.empty();
  }

  private Notes read() throws IOException {
    try {
      Notes notes = JSON.readValue(file().toFile(), Notes.class);
      if (notes.seeding() == SEEDING) {
        return notes;
      }
    } catch (JsonProcessingException e) {
      throw new CliException(file().toString(), "is not notes on a library", e.getMessage());
    }
    throw new CliException(
        folder.toString(), "was seeded otherwise than this version does it", "delete the folder");
  }

  /** Makes the folder, for the owner alone. */
  void prepare() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(data());
  }

  /** Says that it is whole. */
  void finished(Notes notes) throws IOException {
    JSON.writeValue(file().toFile(), notes);
  }
}
