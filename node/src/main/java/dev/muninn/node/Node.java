package dev.muninn.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import dev.muninn.cluster.jdbc.EmbeddedPostgres;
import dev.muninn.cluster.jdbc.NodeDatabase;
import dev.muninn.gpu.GpuModule;
import dev.muninn.gpu.GpuSettings;
import dev.muninn.http.Gateway;
import dev.muninn.node.cli.VersionText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: its database, its actor system, its modules, and what it wrote about itself. */
final class Node {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final int PATIENCE_SECONDS = 25;

  private final ActorSystem<Void> system;
  private final String url;

  private Node(ActorSystem<Void> system, String url) {
    this.system = system;
    this.url = url;
  }

  /** The address of the API on this machine. */
  String url() {
    return url;
  }

  /** Starts everything; blocks until the node can do all its roles. */
  static Node start(UpSettings up, int port, OpenThings open) throws IOException {
    long begin = System.nanoTime();
    Warmup.start();
    Config base = base(up, port);
    Config settings = base.resolve();
    NodeSettings node = NodeSettings.from(settings);
    Files.createDirectories(node.data().tmp());
    GpuSettings gpu = GpuSettings.of(settings, node.data().models());
    CompletableFuture<GpuModule> loading = CompletableFuture.supplyAsync(() -> load(gpu));
    // closed after the actor system: a worker whose model goes away would blame its pictures
    open.opened("model", () -> closeLoaded(loading));
    NodeDatabase database = NodeDatabase.open(databaseSettings(settings, up), node.data());
    open.opened("database", database::close);
    told("database", begin);
    ActorSystem<Void> system =
        ActorSystem.create(
            Guardian.create(),
            "muninn",
            ClusterConfig.load(node, database.access(), base).resolve());
    open.opened("actor-system", () -> shutDown(system));
    join(system);
    told("actor-system", begin);
    GpuModule model = loaded(loading);
    told("model", begin);
    Gateway gateway = NodeModules.start(system, node, database.databases(), model, open);
    told("modules", begin);
    awaitUp(system);
    RuntimeFile runtime = runtime(up, system, database, gateway);
    runtime.write(node.data().runtimeFile());
    open.opened("runtime-file", () -> Files.deleteIfExists(node.data().runtimeFile()));
    told("ready", begin);
    return new Node(system, runtime.url());
  }

  private static GpuModule load(GpuSettings settings) {
    try {
      return GpuModule.load(settings);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static void closeLoaded(CompletableFuture<GpuModule> loading) {
    if (!loading.isCompletedExceptionally()) {
      loading.join().close();
    }
  }

  private static GpuModule loaded(CompletableFuture<GpuModule> loading) throws IOException {
    try {
      return loading.join();
    } catch (CompletionException trouble) {
      if (trouble.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw trouble;
    }
  }

  private static void told(String what, long begin) {
    log.info("event=started what={} elapsedMs={}", what, (System.nanoTime() - begin) / 1_000_000);
  }

  private static Config base(UpSettings up, int port) {
    Map<String, Object> asked = new TreeMap<>();
    asked.put("muninn.data-dir", up.data().root().toString());
    asked.put("muninn.http.bind", up.bind());
    asked.put("muninn.http.port", port);
    // the drain calls the coordinated shutdown itself, and ends the process after the database
    asked.put("akka.coordinated-shutdown.run-by-jvm-shutdown-hook", false);
    asked.put("akka.jvm-shutdown-hooks", false);
    return ConfigFactory.parseMap(asked, "the command line")
        .withFallback(ClusterConfig.unresolved());
  }

  private static DatabaseSettings databaseSettings(Config settings, UpSettings up) {
    // an address of a person is none of JDBC's: it is read here
    DatabaseSettings plain =
        DatabaseSettings.from(
            settings.withValue("muninn.database.url", ConfigValueFactory.fromAnyRef("")));
    return new DatabaseSettings(
        up.databaseUrl().map(OuterDatabase::parse),
        plain.port(),
        plain.writerPool(),
        plain.readerPool());
  }

  private static void join(ActorSystem<Void> system) {
    if (system.settings().config().getStringList("akka.cluster.seed-nodes").isEmpty()) {
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
  }

  private static void awaitUp(ActorSystem<Void> system) {
    Cluster cluster = Cluster.get(system);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!cluster.selfMember().status().equals(MemberStatus.up())) {
        if (System.nanoTime() > deadline) {
          throw new StartException(
              "cluster: this node was not let in; are the nodes of"
                  + " muninn.cluster.seed-nodes running?");
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new OpenThings.Stopped();
    }
  }

  private static RuntimeFile runtime(
      UpSettings up, ActorSystem<Void> system, NodeDatabase database, Gateway gateway) {
    int http = gateway.address().getPort();
    boolean everywhere = gateway.address().getAddress().isAnyLocalAddress();
    String host = everywhere ? "127.0.0.1" : up.bind();
    return new RuntimeFile(
        ProcessHandle.current().pid(),
        Instant.now().toString(),
        VersionText.version(),
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http,
        http,
        gateway.metricsAddress().getPort(),
        database.server().map(EmbeddedPostgres::port).orElse(0),
        Cluster.get(system).selfMember().address().getPort().orElse(0));
  }

  /** Blocks until the actor system has ended. */
  void awaitEnd() {
    try {
      system.getWhenTerminated().toCompletableFuture().get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException trouble) {
      throw new IllegalStateException("the actor system ended with an error", trouble);
    }
  }

  private static void shutDown(ActorSystem<Void> system)
      throws InterruptedException, ExecutionException, TimeoutException {
    Done done =
        CoordinatedShutdown.get(system)
            .runAll(CoordinatedShutdown.jvmExitReason())
            .toCompletableFuture()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    log.debug("event=shut-down outcome={}", done);
  }
}
