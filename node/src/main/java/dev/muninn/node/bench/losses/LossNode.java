package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.Ending;
import dev.muninn.node.bench.Launcher;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A core node: its seat and its folder last, its processes come and go. Of one thread. */
final class LossNode {
  private static final String READY = "Muninn is ready: ";
  private static final int PATIENCE_S = 180;
  private static final int POLL_MS = 20;

  private final Seat seat;
  private final Path data;
  private final Ending ending;
  private Process process;

  /**
   * @param ending kills the process that it has then
   */
  LossNode(Seat seat, Path data, Ending ending) {
    this.seat = seat;
    this.data = data;
    this.ending = ending;
  }

  Seat seat() {
    return seat;
  }

  Path data() {
    return data;
  }

  /**
   * Starts {@code muninn node}, and does not wait.
   *
   * @param home the folder of the built program
   */
  void start(Path home, String javaOptions) throws IOException {
    List<String> command = new ArrayList<>(seat.prefix());
    command.addAll(
        Launcher.at(
            home,
            List.of(
                "node",
                "--data",
                data.toString(),
                "--config",
                data.resolve("node.conf").toString())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            // a file: nobody reads while others work, and a full pipe would hold it up
            .redirectOutput(console().toFile());
    builder.environment().put("MUNINN_NO_BUILD", "1");
    builder.environment().put("MUNINN_JAVA_OPTS", "-Xmx400m " + javaOptions);
    process = builder.start();
    ending.withKill(process);
  }

  private Path console() {
    return data.resolve("console");
  }

  String said() throws IOException {
    return Files.exists(console()) ? Files.readString(console()) : "";
  }

  void awaitReady() throws IOException, InterruptedException {
    awaitSaid(READY);
  }

  private void awaitSaid(String words) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!said().contains(words)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new CliException(seat.name() + " of the benchmark", "did not start", said());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** Waits until its port for other nodes is open, as long before it is ready. */
  void awaitListening() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!log().contains("what=internal-https")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new CliException(seat.name() + " of the benchmark", "did not start", said());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** All that it logged, over all its lives. */
  String log() throws IOException {
    Path file = data.resolve("logs/muninn.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** As {@code kill -9} does it. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** SIGTERM, without waiting. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end; the exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new CliException(seat.name() + " of the benchmark", "does not end", "");
    }
    return process.exitValue();
  }
}
