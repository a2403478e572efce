package dev.muninn.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.internal.InternalServer;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import dev.muninn.cluster.jdbc.EmbeddedPostgres;
import dev.muninn.cluster.jdbc.NodeDatabase;
import dev.muninn.gpu.GpuModule;
import dev.muninn.gpu.GpuSettings;
import dev.muninn.http.Gateway;
import dev.muninn.node.cli.VersionText;
import dev.muninn.node.members.AwayMembers;
import dev.muninn.node.members.HandOver;
import dev.muninn.node.members.NodeHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
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
  private final String announcement;

  private Node(ActorSystem<Void> system, String announcement) {
    this.system = system;
    this.announcement = announcement;
  }

  /** What the node is, as its console says it. */
  String announcement() {
    return announcement;
  }

  /** Starts everything; blocks until the node can do all its roles. */
  static Node start(StartPlan plan, OpenThings open) throws IOException {
    long begin = System.nanoTime();
    Warmup.start();
    Optional<ClusterPlace> place =
        plan.standing() == StartPlan.Standing.ONE_OF_SEVERAL
            ? Optional.of(ClusterPlace.of(plan.base().resolve(), plan.data()))
            : Optional.empty();
    Config base = place.map(where -> where.named(plan.base())).orElse(plan.base());
    Config settings = base.resolve();
    NodeSettings node = NodeSettings.from(settings);
    Files.createDirectories(node.data().tmp());
    GpuSettings gpu = GpuSettings.of(settings, node.data().models());
    Optional<CompletableFuture<GpuModule>> loading =
        node.usesModels()
            ? Optional.of(CompletableFuture.supplyAsync(() -> load(gpu)))
            : Optional.empty();
    // closed after the actor system: a worker whose model goes away would blame its pictures
    loading.ifPresent(models -> open.opened("model", () -> closeLoaded(models)));
    place.ifPresent(ClusterEntry::ask);
    Optional<NodeDatabase> database = database(settings, node);
    database.ifPresent(there -> open.opened("database", there::close));
    told("database", begin);
    ActorSystem<Void> system =
        ActorSystem.create(Guardian.create(), "muninn", config(place, node, database, base));
    open.opened("actor-system", () -> shutDown(system));
    // as SIGTERM does it: the drain is the JVM's own end
    NodeHost.start(
        system,
        node.name(),
        place.map(where -> where.identity().refusals()),
        () -> Runtime.getRuntime().exit(0));
    Optional<InternalServer> internal = enter(system, place, node);
    told("actor-system", begin);
    Optional<GpuModule> model = loading.isEmpty() ? Optional.empty() : loaded(loading.get());
    told("model", begin);
    NodeModules.Doors doors =
        new NodeModules(system, node, database.map(NodeDatabase::databases), model, internal, open)
            .start();
    told("modules", begin);
    if (place.isEmpty()) {
      ClusterEntry.awaitUp(system);
    }
    RuntimeFile runtime = runtime(settings, system, database, doors, internal);
    runtime.write(node.data().runtimeFile());
    open.opened("runtime-file", () -> Files.deleteIfExists(node.data().runtimeFile()));
    if (place.isPresent()) {
      // the first thing that is closed
      open.opened("shards", new HandOver(system)::run);
    }
    told("ready", begin);
    return new Node(system, announcement(node, runtime));
  }

  private static String announcement(NodeSettings node, RuntimeFile runtime) {
    if (!runtime.url().isEmpty()) {
      return runtime.url();
    }
    String roles = String.join(", ", node.roles().stream().map(NodeRole::word).sorted().toList());
    return "node " + node.name() + " (" + roles + ")";
  }

  private static Config config(
      Optional<ClusterPlace> place,
      NodeSettings node,
      Optional<NodeDatabase> database,
      Config base) {
    Config plain =
        database
            .map(there -> ClusterConfig.load(node, there.access(), base))
            .orElseGet(() -> ClusterConfig.load(node, base));
    return place.map(where -> where.over(plain, node)).orElse(plain).resolve();
  }

  /** One of several waits here until it is a member; a node alone becomes one meanwhile. */
  private static Optional<InternalServer> enter(
      ActorSystem<Void> system, Optional<ClusterPlace> place, NodeSettings node)
      throws IOException {
    if (place.isEmpty()) {
      ClusterEntry.alone(system);
      return Optional.empty();
    }
    InternalServer server = ClusterEntry.among(system, place.get(), node.data());
    ClusterEntry.awaitUp(system, place.get());
    AwayMembers.start(system);
    return Optional.of(server);
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

  private static Optional<GpuModule> loaded(CompletableFuture<GpuModule> loading)
      throws IOException {
    try {
      return Optional.of(loading.join());
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

  private static Optional<NodeDatabase> database(Config settings, NodeSettings node) {
    if (!node.usesDatabase()) {
      return Optional.empty();
    }
    // an address of a person is none of JDBC's: it is read here
    String url = settings.getString("muninn.database.url");
    if (url.isBlank() && !node.has(NodeRole.CORE)) {
      throw new StartException(
          "muninn.database.url is empty: a node without the role core has no PostgreSQL of its"
              + " own; name the one that the core nodes use");
    }
    DatabaseSettings plain =
        DatabaseSettings.from(
            settings.withValue("muninn.database.url", ConfigValueFactory.fromAnyRef("")));
    return Optional.of(
        NodeDatabase.open(
            new DatabaseSettings(
                Optional.of(url)
                    .filter(there -> !there.isBlank())
                    .map(there -> OuterDatabase.parse(there, settings)),
                plain.port(),
                plain.writerPool(),
                plain.readerPool()),
            node.data()));
  }

  private static RuntimeFile runtime(
      Config settings,
      ActorSystem<Void> system,
      Optional<NodeDatabase> database,
      NodeModules.Doors doors,
      Optional<InternalServer> internal) {
    return new RuntimeFile(
        ProcessHandle.current().pid(),
        Instant.now().toString(),
        VersionText.version(),
        doors.gateway().map(gateway -> url(gateway, settings)).orElse(""),
        doors.gateway().map(gateway -> gateway.address().getPort()).orElse(0),
        doors.gateway().map(gateway -> gateway.metricsAddress().getPort()).orElse(0),
        database.flatMap(NodeDatabase::server).map(EmbeddedPostgres::port).orElse(0),
        Cluster.get(system).selfMember().address().getPort().orElse(0),
        internal.map(server -> server.uri().getPort()).orElse(0),
        doors.health().map(InetSocketAddress::getPort).orElse(0));
  }

  private static String url(Gateway gateway, Config settings) {
    boolean everywhere = gateway.address().getAddress().isAnyLocalAddress();
    String host = everywhere ? "127.0.0.1" : settings.getString("muninn.http.bind");
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + gateway.address().getPort();
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
