package dev.muninn.node.bench.chaos;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL of a data folder, seen from outside. */
public record Postmaster(ProcessHandle process) {

  /** The one that runs now. */
  public static Optional<Postmaster> of(DataFolder data) {
    Path file = data.postgres().resolve("data/postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(ProcessHandle::isAlive)
              .filter(Postmaster::isPostgres)
              .map(Postmaster::new);
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.contains("postgres")).isPresent();
  }

  /** Its backends and helpers. */
  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** SIGKILL for all of it. */
  void kill() {
    List<ProcessHandle> children = children();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
