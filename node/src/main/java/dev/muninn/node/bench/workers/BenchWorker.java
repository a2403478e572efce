package dev.muninn.node.bench.workers;

import dev.muninn.node.bench.Ending;
import dev.muninn.node.bench.Launcher;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A worker of a {@link BenchCluster}: its folder lasts, its processes come and go. */
final class BenchWorker {
  private static final String READY = "Muninn is ready: ";
  private static final int PATIENCE_S = 60;
  private static final int POLL_MS = 50;

  private final Path folder;
  private final Ending ending;
  private Process process;
  private OptionalLong readySince = OptionalLong.empty();

  /**
   * @param ending kills the process that it has then
   */
  BenchWorker(Path folder, Ending ending) {
    this.folder = folder;
    this.ending = ending;
  }

  Path folder() {
    return folder;
  }

  private Path console() {
    return folder.resolve("console");
  }

  /** Does not wait. */
  void start(Path config) throws IOException {
    ProcessBuilder builder =
        Launcher.of(List.of("node", "--data", folder.toString(), "--config", config.toString()))
            .redirectErrorStream(true)
            // a file: nobody reads while others work, and a full pipe would hold it up
            .redirectOutput(console().toFile());
    builder.environment().put("MUNINN_JAVA_OPTS", "-Xmx256m");
    process = builder.start();
    ending.withKill(process);
    readySince = OptionalLong.empty();
  }

  private boolean isReady() throws IOException {
    return Files.readString(console()).contains(READY);
  }

  /** Whether this life of it was seen to work so long ago. */
  boolean hasWorkedFor(Duration time) throws IOException {
    if (readySince.isEmpty() && isReady()) {
      readySince = OptionalLong.of(System.nanoTime());
    }
    return readySince.isPresent() && System.nanoTime() - readySince.getAsLong() >= time.toNanos();
  }

  void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new CliException(
            "a worker of the benchmark", "did not start", Files.readString(console()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    readySince = OptionalLong.of(System.nanoTime());
  }

  /** As {@code kill -9} does it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
