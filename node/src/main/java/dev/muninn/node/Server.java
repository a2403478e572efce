package dev.muninn.node;

import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.jdbc.DatabaseStartException;
import dev.muninn.cluster.trust.TrustException;
import dev.muninn.gpu.pack.PackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a node from its start to its end: checks, start, the lines on the console, and on SIGTERM or
 * Ctrl-C the drain, after which the process exits with 0.
 */
public final class Server {
  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final int STOP_SECONDS = 40;

  private Server() {}

  /**
   * Blocks until the node has ended.
   *
   * @return 0 after a drain, 1 when the node ended by itself
   * @throws StartException when it cannot start
   */
  public static int run(StartPlan plan) {
    FolderLock lock = FolderLock.take(plan.data());
    ServerLog.toFile(plan.data().logs());
    OpenThings open = new OpenThings();
    open.opened("folder-lock", lock::close);
    CountDownLatch started = new CountDownLatch(1);
    Thread hook = new Thread(() -> drain(open, started), "drain");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Node node = start(plan, open, started);
      announce(node, plan.data(), System.out);
      node.awaitEnd();
    } catch (OpenThings.Stopped stopped) {
      log.info("event=stopped-while-starting");
    } catch (DatabaseStartException | PackException | TrustException | StartException trouble) {
      log.error("event=not-started cause='{}'", oneLine(trouble.getMessage()));
      end(open, hook);
      throw new StartException(oneLine(trouble.getMessage()), trouble);
    } catch (IOException | RuntimeException trouble) {
      log.error("event=not-started", trouble);
      end(open, hook);
      throw unexpected(plan.data(), trouble);
    }
    end(open, hook);
    log.error("event=ended-by-itself");
    System.err.println(
        "muninn: "
            + plan.data().root()
            + ": the cluster removed this node, or its system broke down; start it again, its log"
            + " says more");
    return 1;
  }

  /** Starts the node, and says so to a drain that may wait for what is just being opened. */
  private static Node start(StartPlan plan, OpenThings open, CountDownLatch started)
      throws IOException {
    try {
      return Node.start(plan, open);
    } finally {
      started.countDown();
    }
  }

  /** Ends without a signal; where one came too, the drain of that goes on and ends the process. */
  private static void end(OpenThings open, Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException draining) {
      await(new CountDownLatch(1));
    }
    try {
      if (!open.closeAll(Duration.ofSeconds(STOP_SECONDS))) {
        log.warn("event=not-closed-in-time elapsedMs={}", STOP_SECONDS * 1000);
      }
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  private static StartException unexpected(DataFolder data, Exception trouble) {
    return new StartException(
        data.root()
            + ": Muninn could not start ("
            + oneLine(String.valueOf(trouble.getMessage()))
            + "); its log says more: "
            + data.logs().resolve("muninn.log"),
        trouble);
  }

  /** In the JVM's own end: whatever asked for it, a drained node exits with 0. */
  private static void drain(OpenThings open, CountDownLatch started) {
    log.info("event=draining");
    Thread closer = new Thread(() -> close(open, started), "closer");
    closer.setDaemon(true);
    closer.start();
    boolean done = false;
    try {
      closer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      done = !closer.isAlive();
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
    log.info("event=drained complete={}", done);
    Runtime.getRuntime().halt(done ? 0 : 1);
  }

  /** Closes what is open; a start under way closes what it opens now, and is waited for. */
  private static void close(OpenThings open, CountDownLatch started) {
    open.closeAll();
    await(started);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void announce(Node node, DataFolder data, PrintStream console) throws IOException {
    console.println("Muninn is ready: " + node.announcement());
    if (Files.exists(data.setupCodeFile())) {
      console.println("Setup code: " + Files.readString(data.setupCodeFile()).strip());
    }
    console.flush();
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ").strip();
  }
}
