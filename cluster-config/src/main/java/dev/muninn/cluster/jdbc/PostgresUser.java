package dev.muninn.cluster.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL runs, since it refuses to be root: a command prefix, and the user id that must
 * own its data where that is not ours. Also gives it a session of its own: a Ctrl-C for the process
 * group of the node must not reach it.
 */
record PostgresUser(List<String> prefix, OptionalInt owner) {
  private static final int NOBODY = 65_534;

  PostgresUser {
    prefix = List.copyOf(prefix);
  }

  /**
   * Not root: as we are. Root: {@code unshare -U}, where the process keeps our files' owner and has
   * no privilege; where user namespaces are forbidden, {@code setpriv} to the owner of {@code data}
   * or to nobody.
   */
  static PostgresUser choose(Path folder) throws IOException {
    List<String> session = session();
    if (!root()) {
      return new PostgresUser(session, OptionalInt.empty());
    }
    if (succeeds("unshare", "-U", "true")) {
      return new PostgresUser(joined(session, "unshare", "-U"), OptionalInt.empty());
    }
    int owner = Files.exists(folder) ? (int) Files.getAttribute(folder, "unix:uid") : 0;
    int to = owner == 0 ? NOBODY : owner;
    if (!succeeds("setpriv", "--reuid=" + to, "--regid=" + to, "--clear-groups", "true")) {
      throw new DatabaseStartException(
          "PostgreSQL does not run as root, and neither unshare nor setpriv works here",
          "start Muninn as another user, or give an outer database with --database-url");
    }
    requireReachable(folder);
    return new PostgresUser(
        joined(session, "setpriv", "--reuid=" + to, "--regid=" + to, "--clear-groups"),
        OptionalInt.of(to));
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /** Hands a file or an empty folder over to the user the server runs as. */
  void give(Path path) throws IOException {
    if (owner.isPresent()) {
      Files.setAttribute(path, "unix:uid", owner.getAsInt());
      Files.setAttribute(path, "unix:gid", owner.getAsInt());
    }
  }

  private static boolean root() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? (int) Files.getAttribute(self, "unix:uid") == 0
        : "root".equals(System.getProperty("user.name"));
  }

  /** setsid where there is one, else (macOS) Perl's. */
  private static List<String> session() {
    if (succeeds("setsid", "true")) {
      return List.of("setsid");
    }
    List<String> perl = List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die;");
    return succeeds(joined(perl, "true").toArray(String[]::new)) ? perl : List.of();
  }

  private static void requireReachable(Path folder) throws IOException {
    for (Path p = folder.toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.exists(p)
          && !Files.getPosixFilePermissions(p).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new DatabaseStartException(
            "PostgreSQL must run as another user than root, who cannot enter " + p,
            "start Muninn as another user, or allow others to pass (chmod o+x)");
      }
    }
  }

  private static List<String> joined(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
