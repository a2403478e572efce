package dev.muninn.cluster.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*): process id, data
 * directory, start time, port, socket folder, address, shared memory, status.
 */
record PostmasterFile(long pid, int port, boolean ready) {

  /** Empty when there is none, or it is being written just now. */
  static Optional<PostmasterFile> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(path(data));
      if (lines.size() < 4) {
        return Optional.empty();
      }
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(0).trim()),
              Integer.parseInt(lines.get(3).trim()),
              lines.size() > 7 && lines.get(7).trim().equals("ready")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Path path(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** The living process, if it is a postgres on this very data directory and no other one. */
  Optional<ProcessHandle> serverOf(Path data) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> isPostgres(process.info()))
        .filter(process -> worksIn(process, data));
  }

  private static boolean isPostgres(ProcessHandle.Info info) {
    return info.command()
        .map(command -> Path.of(command).getFileName().toString())
        .filter(name -> name.equals("postgres") || name.startsWith("postgres "))
        .isPresent();
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    Path cwd = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(cwd, data);
    } catch (IOException noProc) {
      String[] words = process.info().arguments().orElse(new String[0]);
      return Arrays.asList(words).contains(data.toString());
    }
  }
}
