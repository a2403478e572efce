package dev.muninn.cluster.jdbc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that travels in a jar, unpacked once a version. */
record PostgresBinaries(Path home) {

  Path postgres() {
    return home.resolve("bin/postgres");
  }

  Path initdb() {
    return home.resolve("bin/initdb");
  }

  Path pgCtl() {
    return home.resolve("bin/pg_ctl");
  }

  /**
   * Unpacks into {@code folder/bin-<version>} unless it is there. A half-unpacked one never bears
   * that name: it is written beside and renamed, so that two processes may do this at once.
   */
  static PostgresBinaries unpacked(Path folder) throws IOException {
    Path home = folder.resolve("bin-" + version());
    if (!Files.isDirectory(home)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempDirectory(folder, "unpack-");
      try {
        unpack(fresh);
        openToReaders(fresh);
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        deleteTree(fresh);
        if (!Files.isDirectory(home)) {
          throw e;
        }
      }
    }
    return new PostgresBinaries(home);
  }

  static String version() {
    Properties properties = new Properties();
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("postgres.properties is not in this jar", e);
    }
    return properties.getProperty("version");
  }

  private static void unpack(Path to) throws IOException {
    String name = archiveName();
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new DatabaseStartException(
            "no PostgreSQL for this kind of machine is bundled (" + name + ")",
            "give an outer one with --database-url");
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          write(tar, e, to);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    Path path = to.resolve(entry.getName()).normalize();
    if (!path.startsWith(to)) {
      throw new IOException("an entry outside of its archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make executable: " + path);
    }
  }

  /** createTempDirectory gives 0700; the server may run as another user than we do. */
  private static void openToReaders(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return "postgres-"
        + (os.startsWith("mac") ? "darwin" : "linux")
        + "-"
        + (arm ? "arm_64" : "x86_64")
        + ".txz";
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
