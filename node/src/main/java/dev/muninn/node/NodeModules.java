package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import dev.muninn.blob.DerivedHttp;
import dev.muninn.catalog.SpaceBoard;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.internal.InternalServer;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.gpu.GpuModule;
import dev.muninn.gpu.GpuSettings;
import dev.muninn.gpu.pack.PackShare;
import dev.muninn.http.Gateway;
import dev.muninn.http.GatewayModule;
import dev.muninn.http.HttpSettings;
import dev.muninn.http.health.HealthCheck;
import dev.muninn.ingest.IngestModule;
import dev.muninn.ingest.IngestSettings;
import dev.muninn.ingest.share.DerivedRoute;
import dev.muninn.ingest.space.SpaceModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.node.cli.VersionText;
import dev.muninn.node.metrics.NodeMetrics;
import dev.muninn.node.metrics.StageWork;
import dev.muninn.node.replay.ClusterRebuilds;
import dev.muninn.node.replay.NodeRebuilds;
import dev.muninn.node.replay.RebuildHost;
import dev.muninn.query.QueryModule;
import dev.muninn.query.QuerySettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Starts the modules of a node's roles in the order in which they need each other. What is started
 * is entered to be closed in reverse.
 *
 * @param databases empty on a node that only embeds
 * @param gpu the models, where a role holds some
 * @param internal the port for other nodes; empty on a node that stands alone
 */
record NodeModules(
    ActorSystem<?> system,
    NodeSettings node,
    Optional<Databases> databases,
    Optional<GpuModule> gpu,
    Optional<InternalServer> internal,
    OpenThings open) {
  private static final int DRAIN_SECONDS = 10;

  /** Where the node is asked: at its gateway, or whether it is ready. */
  record Doors(Optional<Gateway> gateway, Optional<InetSocketAddress> health) {}

  /** Blocks until the API answers, where there is one. */
  Doors start() throws IOException {
    return databases.isPresent() ? onDatabase(databases.get()) : workerAlone();
  }

  /** A node that embeds, and nothing else. */
  private Doors workerAlone() {
    GpuModule models = gpu.orElseThrow();
    CoreNodes cores = CoreNodes.of(system, internal.orElseThrow());
    models.startWorker(
        system,
        GpuSettings.of(config(), node.data().models()),
        cores.proxies(system, node.data()),
        cores.packs(),
        node.name());
    // what it was started with may have been given up since
    return health(
        new Readiness(system, node)
            .ofWorker(
                () -> models.models().loaded().stream().findFirst().orElseGet(models::model)));
  }

  private Doors onDatabase(Databases database) throws IOException {
    JournalReader reader = new JournalReader(system, database);
    open.opened("journal-reader", reader::close);
    JournalProjections projections = new JournalProjections(system, database, reader);
    open.opened("projections", projections::close);
    SpaceModule spaces = spaces(database, reader);
    open.opened("spaces", spaces::close);
    IngestModule ingest =
        IngestModule.start(
            system,
            node,
            database,
            reader,
            projections,
            IngestSettings.of(config()),
            spaces.plans());
    open.opened("ingest", () -> drain(ingest));
    internal.ifPresent(others -> share(others, ingest));
    Optional<SpaceBoard> board =
        node.has(NodeRole.CORE) || node.has(NodeRole.GATEWAY)
            ? gpu.map(models -> spaces.board(projections, models.models()))
            : Optional.empty();
    Readiness readiness = new Readiness(system, node);
    if (!node.has(NodeRole.QUERY)) {
      startWorker(ingest);
      return health(readiness.ofDatabase(database, projections, ingest.ports().derived()));
    }
    QueryModule query = query(database, reader, projections, spaces);
    open.opened("query-side", query::close);
    startWorker(ingest);
    StageWork work = new StageWork(Clock.systemUTC());
    PrometheusMeterRegistry meters = meters(database, reader, projections, query, work);
    NodeRebuilds rebuilds =
        new NodeRebuilds(
            projections,
            query::indexes,
            Optional.of(query.text()),
            RebuildSize.USUAL,
            Clock.systemUTC());
    open.opened("rebuilds", rebuilds::close);
    RebuildHost.start(system, node.name(), rebuilds);
    List<HealthCheck> checks =
        readiness.ofQueries(database, projections, ingest.ports().derived(), query::model);
    if (!node.has(NodeRole.GATEWAY)) {
      return health(checks);
    }
    Gateway gateway =
        GatewayModule.start(
                system,
                HttpSettings.of(config()),
                database,
                new GatewayWiring(system, database, reader, projections, work)
                    .ports(
                        ingest.ports(),
                        query,
                        new ClusterRebuilds(system, node.name(), rebuilds, database),
                        board.orElseThrow()),
                checks,
                node.data().root(),
                meters)
            .toCompletableFuture()
            .join();
    return new Doors(Optional.of(gateway), Optional.empty());
  }

  private Config config() {
    return system.settings().config();
  }

  private Doors health(List<HealthCheck> checks) {
    int port = config().getInt("muninn.cluster.health-port");
    return new Doors(Optional.empty(), Optional.of(HealthServer.start(system, port, checks)));
  }

  /** A node without models takes the spaces from the journal, where a core node enters them. */
  private SpaceModule spaces(Databases database, JournalReader reader) {
    return gpu.map(
            models ->
                SpaceModule.start(
                    system,
                    database,
                    reader,
                    SpacePlan.seed(models.model().space(), models.pack())))
        .orElseGet(() -> SpaceModule.startSeeded(system, database, reader));
  }

  private QueryModule query(
      Databases database,
      JournalReader reader,
      JournalProjections projections,
      SpaceModule spaces) {
    return QueryModule.start(
        system,
        database,
        new TenantSql(database),
        reader,
        projections,
        QuerySettings.from(config()),
        spaces.plans(),
        gpu.orElseThrow().models(),
        node.data().root(),
        node.name());
  }

  /** Workers without a mount ask for small pictures, and for packs that they lack. */
  private void share(InternalServer others, IngestModule ingest) {
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    others.mount(DerivedHttp.PREFIX, new DerivedRoute(ingest.ports().derived(), blocking));
    gpu.ifPresent(
        models ->
            others.mount(PackShare.PREFIX, new PackRoute(new PackShare(models.packs()), blocking)));
  }

  private void startWorker(IngestModule ingest) {
    if (node.has(NodeRole.GPU)) {
      gpu.orElseThrow()
          .startWorker(
              system,
              GpuSettings.of(config(), node.data().models()),
              ingest.ports().derived(),
              node.name());
    }
  }

  private PrometheusMeterRegistry meters(
      Databases database,
      JournalReader reader,
      JournalProjections projections,
      QueryModule query,
      StageWork work) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    open.opened("meters", meters::close);
    NodeMetrics.register(
        system,
        meters,
        work,
        new NodeMetrics.Sources(
            database,
            reader,
            projections,
            query.ports().index(),
            query::texts,
            node.data().root(),
            StorageSettings.of(config()).diskFloorBytes(),
            VersionText.version()));
    return meters;
  }

  private static void drain(IngestModule ingest) throws Exception {
    ingest.stop().toCompletableFuture().get(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
