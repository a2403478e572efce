package dev.muninn.node.bench.chaos;

import dev.muninn.cluster.DataFolder;
import dev.muninn.node.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real program as a process that is started again whenever it is gone, as a service manager
 * does it. An end that nobody asked for is a finding. Thread-safe.
 */
final class ChaosNode implements AutoCloseable {
  private static final int STOP_SECONDS = 60;
  private static final int PAUSE_MS = 200;

  private final Path data;
  private final int port;
  private final Findings findings;
  private Process process;
  private boolean wanted = true;
  private Process killed;
  private boolean disturbed;
  private boolean answered;
  private int starts;

  private ChaosNode(Path data, int port, Findings findings) {
    this.data = data;
    this.port = port;
    this.findings = findings;
  }

  /** Starts it on a port of this machine and keeps it running until it is closed. */
  static ChaosNode start(Path data, int port, Findings findings) throws IOException {
    ChaosNode node = new ChaosNode(data, port, findings);
    Files.createDirectories(data.getParent());
    node.launch();
    Thread keeper = new Thread(node::keep, "chaos-keeper");
    keeper.setDaemon(true);
    keeper.start();
    return node;
  }

  private synchronized void launch() throws IOException {
    String launcher = Path.of(System.getProperty("muninn.home", "."), "muninn").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(launcher, "up", "--data", data.toString(), "--port", String.valueOf(port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
    builder.environment().put("MUNINN_NO_BUILD", "1");
    process = builder.start();
    disturbed = false;
    answered = false;
    starts++;
  }

  private Path console() {
    return console(data);
  }

  /** Where is kept what the node of a folder printed, over all its lives. */
  static Path console(Path data) {
    return data.resolveSibling(data.getFileName() + ".out");
  }

  /** Writes a line between those that it printed. */
  void note(String line) throws IOException {
    Files.writeString(
        console(), "chaos: " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void keep() {
    try {
      for (Optional<Process> living = living(); living.isPresent(); living = living()) {
        int code = living.get().waitFor();
        ended(living.get(), code);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Process> living() {
    return wanted ? Optional.of(process) : Optional.empty();
  }

  private synchronized void ended(Process gone, int code) throws IOException {
    if (!wanted || process != gone) {
      return;
    }
    if (gone != killed && (answered || !disturbed)) {
      findings.add("the server ended by itself with exit code " + code + ", see " + console());
    }
    launch();
  }

  /** The server as it runs now. */
  synchronized ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL for the server alone. */
  synchronized void kill() {
    killed = process;
    process.destroyForcibly();
  }

  /** Its database is killed: when it is still starting, it may end with words. */
  synchronized void disturb() {
    disturbed = true;
  }

  /** The life of this number has answered: from here on nothing but a kill may end it. */
  synchronized void answered(int life) {
    answered |= life == starts;
  }

  /** The number of the life that runs now, from 1. */
  synchronized int life() {
    return starts;
  }

  int port() {
    return port;
  }

  DataFolder data() {
    return new DataFolder(data);
  }

  /** Starts it again after an orderly end. */
  synchronized void again() throws IOException {
    wanted = true;
    launch();
  }

  /** Ends it as Ctrl-C does. */
  void end() throws InterruptedException {
    Process ending;
    synchronized (this) {
      wanted = false;
      ending = process;
    }
    ending.destroy();
    if (!ending.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      findings.add("the server did not end within " + STOP_SECONDS + " s");
      ending.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CliException("bench chaos", "was interrupted", "", stopped);
    } finally {
      Postmaster.of(data()).ifPresent(Postmaster::kill);
    }
  }
}
