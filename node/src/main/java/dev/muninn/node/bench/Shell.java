package dev.muninn.node.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of the system. */
public final class Shell {
  private Shell() {}

  /**
   * Runs one to its end; what it printed.
   *
   * @throws IOException with its words when it fails, or is not there
   */
  public static String run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", words) + ": " + said);
    }
    return said;
  }
}
