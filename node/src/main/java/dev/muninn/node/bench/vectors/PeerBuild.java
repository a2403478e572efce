package dev.muninn.node.bench.vectors;

import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the C++ peer out of its source, or says what is missing for it. */
final class PeerBuild {
  private static final Path HEADER = Path.of("/usr/include/hnswlib/hnswlib.h");

  private PeerBuild() {}

  /** What has to be installed first; empty when nothing has to. */
  static Optional<String> missing() {
    boolean compiler = answers("g++", "--version");
    boolean header = Files.exists(HEADER);
    if (compiler && header) {
      return Optional.empty();
    }
    String packages = (compiler ? "" : "g++ ") + (header ? "" : "libhnswlib-dev");
    return Optional.of("not installed (Debian: apt-get install " + packages.strip() + ")");
  }

  /** Compiles the source of the repository into this folder; the program. */
  static Path compile(Path folder) throws IOException {
    String home = System.getProperty("muninn.home", ".");
    return compile(Path.of(home, "bench", "vectors", "peer.cpp"), folder);
  }

  static Path compile(Path source, Path folder) throws IOException {
    Path program = folder.resolve("peer");
    List<String> command =
        List.of(
            "g++",
            "-O3",
            "-march=native",
            "-std=c++17",
            "-o",
            program.toString(),
            source.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (outcome(process) != 0) {
      throw new CliException("the C++ peer", "did not compile", said);
    }
    return program;
  }

  private static boolean answers(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return outcome(process) == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static int outcome(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
