package dev.muninn.node.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a process: what {@code ./muninn up} starts. Closing ends it, whatever
 * state it is in, and the PostgreSQL that it may have left.
 */
final class PackagedMuninn implements AutoCloseable {
  static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent().resolve("muninn");
  private static final String READY = "Muninn is ready: ";
  private static final String CODE = "Setup code: ";
  private static final Duration START = Duration.ofSeconds(90);

  private final Path data;
  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private PackagedMuninn(Path data, Process process) {
    this.data = data;
    this.process = process;
    Thread reader = new Thread(this::read, "muninn-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it on a port, 0 for a free one; does not wait. */
  static PackagedMuninn start(Path data, int port) {
    List<String> command =
        List.of(
            LAUNCHER.toString(), "up", "--data", data.toString(), "--port", String.valueOf(port));
    return new PackagedMuninn(data, process(command, data));
  }

  /** Starts {@code muninn node} on a configuration; does not wait. */
  static PackagedMuninn node(Path data, Path config, String javaOptions) {
    List<String> command =
        List.of(
            LAUNCHER.toString(), "node", "--data", data.toString(), "--config", config.toString());
    return new PackagedMuninn(data, process(command, data, "-Xmx512m " + javaOptions));
  }

  /** Waits until it says that it is ready; what it is. */
  String awaitReady() {
    return awaitLine(READY);
  }

  /** Waits until its log says this. */
  void awaitLog(String words) {
    long deadline = System.nanoTime() + START.toNanos();
    while (!log().contains(words)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("its log never said '" + words + "':" + log());
      }
      synchronized (lines) {
        waitForLine(200);
      }
    }
  }

  /** Starts it and waits until it says that it is ready. */
  static PackagedMuninn ready(Path data) {
    PackagedMuninn muninn = start(data, 0);
    muninn.awaitLine(READY);
    return muninn;
  }

  /** Runs a command of the program to its end. */
  static Outcome run(Path config, String... words) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(words));
    Process process = process(command, config);
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end; it said: " + said);
      }
      return new Outcome(process.exitValue(), said);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How a command ended, and all it printed. */
  record Outcome(int exitCode, String said) {}

  private static Process process(List<String> command, Path config) {
    return process(command, config, "");
  }

  private static Process process(List<String> command, Path config, String javaOptions) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MUNINN_NO_BUILD", "1");
    builder.environment().put("XDG_CONFIG_HOME", config.resolve("config").toString());
    builder.environment().put("MUNINN_PASSWORD", TestClient.PASSWORD);
    builder.environment().put("MUNINN_JAVA_OPTS", javaOptions);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.equals("MUNINN_URL") || name.equals("MUNINN_DATA"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return awaitLine(READY);
  }

  String setupCode() {
    return awaitLine(CODE);
  }

  boolean saidSetupCode() {
    synchronized (lines) {
      return lines.stream().anyMatch(line -> line.startsWith(CODE));
    }
  }

  /** As {@code kill -9} does it: the process alone, not its children. */
  void kill() {
    process.destroyForcibly();
    await(process);
  }

  /** As Ctrl-C or a service manager does it; the exit code. */
  int terminate() {
    process.destroy();
    return await(process);
  }

  /** Waits for an end that comes by itself; the exit code. */
  int awaitEnd() {
    return await(process);
  }

  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  private int await(Process ending) {
    try {
      if (!ending.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running; it said:\n" + output() + log());
      }
      return ending.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException ended) {
      // its end is seen by waiting for the process
    }
  }

  /** The rest of the line that begins with {@code start}. */
  private String awaitLine(String start) {
    long deadline = System.nanoTime() + START.toNanos();
    synchronized (lines) {
      while (true) {
        for (String line : lines) {
          if (line.startsWith(start)) {
            return line.substring(start.length());
          }
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0 || !process.isAlive()) {
          throw new AssertionError(
              "never said '" + start + "' but:\n" + String.join("\n", lines) + log());
        }
        waitForLine(Math.min(left, 200));
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void waitForLine(long millis) {
    try {
      lines.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The end of its log, for the message of a failing test. */
  private String log() {
    Path file = data.resolve("logs/muninn.log");
    try {
      List<String> all = Files.readAllLines(file);
      return "\n--- log\n"
          + String.join("\n", all.subList(Math.max(0, all.size() - 200), all.size()));
    } catch (IOException none) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    endPostgres();
  }

  /** After a kill PostgreSQL lives on, for the next start; a test has none. */
  private void endPostgres() {
    String mark = data.toString();
    ProcessHandle.allProcesses()
        .filter(
            handle ->
                handle.info().command().orElse("").endsWith("/postgres")
                    && List.of(handle.info().arguments().orElse(new String[0])).stream()
                        .anyMatch(word -> word.startsWith(mark)))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
