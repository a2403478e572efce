package dev.muninn.node.bench.chaos;

import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One life of a data folder: load, kills, quiet, and the checks. Without kills: the undisturbed
 * run.
 */
final class ChaosRound {
  private static final int CLIENTS = 2;
  private static final int START_SECONDS = 300;
  private static final int SENT_SECONDS = 600;
  private static final int QUIET_SECONDS = 300;
  private static final int LOWEST_PORT = 20_000;
  private static final int PORTS = 10_000;

  private final ChaosPlan plan;
  private final Path data;
  private final Disturbance disturbance;
  private final Findings findings = new Findings();
  private final Receipts receipts = new Receipts(findings);
  private int strays;

  /** Number 0 is the undisturbed one. */
  ChaosRound(ChaosPlan plan, int number, Disturbance disturbance)
      throws IOException, InterruptedException {
    this.plan = plan;
    this.data = disturbance.place(plan.folder()).resolve("round-" + number);
    this.disturbance = disturbance;
  }

  /**
   * @param content what the node says of its contents
   * @param polls how many answers of {@code GET /pipeline} were judged
   * @param strays how many derived files of killed runs lay about
   * @param repetitions how often a client had to send a file again
   */
  record Outcome(
      ContentDigest content,
      List<String> findings,
      int polls,
      int stale,
      int unanswered,
      int receipts,
      int repetitions,
      int errors,
      int strays,
      int lives,
      double seconds) {}

  /** Where its data lies. */
  Path data() {
    return data;
  }

  Outcome run() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Folders.delete(data());
    Files.deleteIfExists(ChaosNode.console(data()));
    try (ChaosNode node = ChaosNode.start(data(), port(), findings)) {
      NodeApi api = new NodeApi(node.port());
      awaitReady(api);
      api.setup(Files.readString(node.data().setupCodeFile()).strip());
      LawWatch watch = new LawWatch(api, node, receipts, findings);
      Pacer pacer = new Pacer();
      List<Sender> senders = senders(api, pacer);
      Thread watching = started(watch, "chaos-watch");
      List<Thread> sending = senders.stream().map(s -> started(s, "chaos-sender")).toList();
      disturbance.run(new Scene(node, api, watch, pacer, findings, plan.samples().size()));
      ContentDigest content = settled(node, api, watch, sending);
      watching.interrupt();
      watching.join();
      return new Outcome(
          content,
          findings.list(),
          watch.answers(),
          watch.stale(),
          watch.unanswered(),
          receipts.distinct(),
          senders.stream().mapToInt(Sender::repetitions).sum(),
          senders.stream().mapToInt(Sender::failures).sum(),
          strays,
          node.life(),
          (System.nanoTime() - begin) / 1e9);
    }
  }

  private List<Sender> senders(NodeApi api, Pacer pacer) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(
            client ->
                new Sender(
                    api,
                    plan.samples().stream().filter(s -> s.index() % CLIENTS == client).toList(),
                    pacer,
                    receipts))
        .toList();
  }

  private static Thread started(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void awaitReady(NodeApi api) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!api.ready()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the node of " + data() + " does not get ready");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Waits for the end of all work, and checks. */
  private ContentDigest settled(ChaosNode node, NodeApi api, LawWatch watch, List<Thread> sending)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SENT_SECONDS);
    for (Thread sender : sending) {
      sender.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      if (sender.isAlive()) {
        findings.add("a client could not send everything within " + SENT_SECONDS + " s");
        sender.interrupt();
      }
    }
    if (!watch.awaitQuiet(QUIET_SECONDS)) {
      findings.add("not quiet after " + QUIET_SECONDS + " s: " + watch.last());
    }
    downloads(api);
    try (ChaosDatabase database = ChaosDatabase.open(node.data())) {
      new JournalCheck(api, findings).run(database, receipts, watch.last());
    } catch (SQLException trouble) {
      findings.add("the database could not be read: " + trouble);
    }
    FilesCheck files = new FilesCheck(node.data(), findings);
    files.pool(receipts.items().keySet());
    ContentDigest content = ContentDigest.of(api, receipts);
    node.end();
    files.age();
    node.again();
    awaitReady(api);
    files.swept();
    Aftermath aftermath = new Aftermath(api, findings);
    aftermath.files();
    strays = aftermath.strays();
    aftermath.rebuild();
    return content;
  }

  private void downloads(NodeApi api) throws IOException, InterruptedException {
    for (Map.Entry<String, String> item : receipts.items().entrySet()) {
      String served = api.streamed(item.getValue());
      if (!served.equals(item.getKey())) {
        findings.add(
            "item " + item.getValue() + " of " + item.getKey() + " is served as " + served);
      }
    }
  }

  /** A free port below those that systems give to outgoing connections. */
  private static int port() throws IOException {
    return new Random()
        .ints(PORTS, LOWEST_PORT, LOWEST_PORT + PORTS)
        .filter(ChaosRound::isFree)
        .findFirst()
        .orElseThrow(() -> new IOException("no free port above " + LOWEST_PORT));
  }

  private static boolean isFree(int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
