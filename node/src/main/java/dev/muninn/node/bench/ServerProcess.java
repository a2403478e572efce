package dev.muninn.node.bench;

import dev.muninn.node.cli.CliException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code muninn up} on a folder, as a person starts it, that has said that it is ready. */
final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedReader said;
  private final String url;

  private ServerProcess(Process process, BufferedReader said, String url) {
    this.process = process;
    this.said = said;
    this.url = url;
  }

  /** The words that start it on a free port. */
  static List<String> up(Path folder) {
    return List.of("up", "--data", folder.toString(), "--port", "0");
  }

  /**
   * Starts {@code muninn} with these words and waits until it is ready.
   *
   * @param ending ends it in order where it still runs then
   */
  static ServerProcess of(List<String> words, Ending ending) throws IOException {
    Process process = Launcher.of(words).redirectErrorStream(true).start();
    ending.with(() -> end(process));
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ServerProcess(process, said, after(said, "Muninn is ready: "));
  }

  private static String after(BufferedReader said, String start) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
      all.append(line).append(' ');
    }
    throw new CliException("the Muninn of the benchmark", "did not start", all.toString());
  }

  /** Of one that has no admin yet; once. */
  String setupCode() throws IOException {
    return after(said, "Setup code: ");
  }

  String url() {
    return url;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** In order, as long as that takes no longer than a minute. */
  void end() {
    end(process);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
