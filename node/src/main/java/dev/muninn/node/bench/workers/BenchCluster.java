package dev.muninn.node.bench.workers;

import dev.muninn.node.bench.Ending;
import dev.muninn.node.bench.Launcher;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster of this machine as {@code muninn node} starts it: a server of all roles but gpu, and
 * workers whose models are simulated, each a process with a certificate of its own. Every other one
 * sees the server's small pictures as over a shared mount, the others ask for them over HTTPS.
 * Belongs to one thread.
 */
final class BenchCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path root;
  private final Path server;
  private final int internalPort;
  private final Duration delay;
  private final Ending ending = new Ending("bench-cluster-end");
  private final TemporaryMuninn muninn;
  private final List<BenchWorker> workers = new ArrayList<>();

  /**
   * Starts the server; its first space is that of the pack lite.
   *
   * @param delay how long a simulated device takes for a picture
   */
  BenchCluster(Duration delay) throws IOException, InterruptedException {
    this.delay = delay;
    this.root = Files.createTempDirectory("muninn-cluster");
    ending.with(() -> Folders.delete(root));
    this.server = Files.createDirectories(root.resolve("server"));
    this.internalPort = freePort();
    said("cluster", "init", "--name", "server", "--host", HOST, "--data", server.toString());
    Path config =
        config(server, "core, ingest, query, gateway", "internal-port = " + internalPort, "lite");
    this.muninn =
        TemporaryMuninn.start(
            server,
            List.of("node", "--data", server.toString(), "--config", config.toString()),
            ending);
  }

  TemporaryMuninn server() {
    return muninn;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Path config(Path folder, String roles, String port, String pack) throws IOException {
    return Files.writeString(
        folder.resolve("node.conf"),
        """
        muninn {
          roles = [%s]
          http.port = 0
          cluster { host = "%s", %s, contact-points = ["%s:%d"] }
          gpu { simulated-delay = %d ms, pack = "%s" }
        }
        """
            .formatted(roles, HOST, port, HOST, internalPort, delay.toMillis(), pack));
  }

  private static List<String> said(String... words) throws IOException, InterruptedException {
    Process process = Launcher.of(List.of(words)).redirectErrorStream(true).start();
    List<String> lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .lines()
            .toList();
    if (process.waitFor() != 0) {
      throw new CliException("muninn " + words[0], "failed", String.join(" ", lines));
    }
    return lines;
  }

  /** Starts so many workers of a pack; returns when all are members. */
  void startWorkers(int count, String pack) throws IOException, InterruptedException {
    while (workers.size() < count) {
      workers.add(joined("worker-" + (workers.size() + 1)));
    }
    for (BenchWorker worker : workers) {
      worker.start(config(worker, pack));
    }
    for (BenchWorker worker : workers) {
      worker.awaitReady();
    }
  }

  private Path config(BenchWorker worker, String pack) throws IOException {
    // a new port in each life: at an old one it would wait until the life before was removed
    return config(worker.folder(), "gpu", "port = 0", pack);
  }

  /** One that took up an invitation, and was not started yet. */
  private BenchWorker joined(String name) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(root.resolve(name));
    if (workers.size() % 2 == 0) {
      Files.createSymbolicLink(folder.resolve("derived"), server.resolve("derived"));
    }
    List<String> token =
        said("cluster", "invite", name, "--host", HOST, "--data", server.toString());
    said("cluster", "join", token.get(token.size() - 1), "--data", folder.toString());
    return new BenchWorker(folder, ending);
  }

  /**
   * Kills a worker as {@code kill -9} does it, and starts it again without waiting until it is
   * there: of those that have worked for so long the one that was started first.
   *
   * @param worked on a machine where a start takes long others would do nothing but start
   * @return false where there is none
   */
  boolean killAndStart(String pack, Duration worked) throws IOException, InterruptedException {
    List<BenchWorker> mortal = new ArrayList<>();
    for (BenchWorker worker : workers) {
      if (worker.hasWorkedFor(worked)) {
        mortal.add(worker);
      }
    }
    if (mortal.isEmpty()) {
      return false;
    }
    BenchWorker first = mortal.get(0);
    first.kill();
    first.start(config(first, pack));
    workers.remove(first);
    workers.add(first);
    return true;
  }

  void endWorkers() throws InterruptedException {
    for (BenchWorker worker : workers) {
      worker.end();
    }
  }

  @Override
  public void close() {
    ending.close();
  }
}
