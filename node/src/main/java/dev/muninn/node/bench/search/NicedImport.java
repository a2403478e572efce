package dev.muninn.node.bench.search;

import dev.muninn.node.bench.BenchPictures;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code muninn add} of a folder of pictures in a process of the lowest priority, on one core where
 * {@code taskset} is there. The server takes them in as it takes in any import.
 */
final class NicedImport implements AutoCloseable {
  private static final int PICTURES = 400;
  private static final int WIDTH = 2000;
  private static final int HEIGHT = 1500;
  private static final int LOOKS = 600;
  private static final long LOOK_MS = 100;

  private final TemporaryMuninn muninn;
  private final Process process;
  private final long readyBefore;

  private NicedImport(TemporaryMuninn muninn, Process process, long readyBefore) {
    this.muninn = muninn;
    this.process = process;
    this.readyBefore = readyBefore;
  }

  static NicedImport start(TemporaryMuninn muninn, Path folder)
      throws IOException, InterruptedException {
    // in a library that is kept: none that an earlier run left in it
    long first = PICTURES * muninn.get("/pipeline").path("accepted").asLong();
    BenchPictures.make(folder, PICTURES, WIDTH, HEIGHT, first);
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      command.addAll(List.of("taskset", "-c", "0"));
    }
    String launcher = Path.of(System.getProperty("muninn.home", "."), "muninn").toString();
    command.addAll(List.of(launcher, "add", "--url", muninn.url(), folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MUNINN_TOKEN", muninn.token());
    long ready = muninn.get("/pipeline").path("ready").asLong();
    return new NicedImport(muninn, builder.start(), ready);
  }

  /** Returns when the first picture is through. */
  void awaitWork() {
    for (int look = 0; look < LOOKS && ready() == readyBefore; look++) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (ready() == readyBefore) {
      throw new CliException("the import beside", "got nothing done", "run without --import");
    }
  }

  /** How far it came. */
  String told() {
    String running = process.isAlive() ? "still running" : "done before the end";
    return String.format(
        "%d of %d pictures were taken in, %s", ready() - readyBefore, PICTURES, running);
  }

  private long ready() {
    try {
      return muninn.get("/pipeline").path("ready").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return readyBefore;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
