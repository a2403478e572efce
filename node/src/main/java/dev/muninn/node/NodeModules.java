package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.RebuildSize;
import dev.muninn.gpu.GpuModule;
import dev.muninn.gpu.GpuSettings;
import dev.muninn.http.Gateway;
import dev.muninn.http.GatewayModule;
import dev.muninn.http.HttpSettings;
import dev.muninn.ingest.IngestModule;
import dev.muninn.ingest.IngestSettings;
import dev.muninn.ingest.space.SpaceModule;
import dev.muninn.ingest.storage.StorageSettings;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.node.cli.VersionText;
import dev.muninn.node.metrics.NodeMetrics;
import dev.muninn.node.replay.NodeRebuilds;
import dev.muninn.query.QueryModule;
import dev.muninn.query.QuerySettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Starts the modules of a node that plays all roles, in the order in which they need each other,
 * one line each. What is started is entered to be closed in reverse.
 */
final class NodeModules {
  private static final int DRAIN_SECONDS = 10;

  private NodeModules() {}

  /** Blocks until the API answers. */
  static Gateway start(
      ActorSystem<?> system, NodeSettings node, Databases databases, GpuModule gpu, OpenThings open)
      throws IOException {
    Config config = system.settings().config();
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    open.opened("meters", meters::close);
    JournalReader reader = new JournalReader(system, databases);
    open.opened("journal-reader", reader::close);
    JournalProjections projections = new JournalProjections(system, databases, reader);
    open.opened("projections", projections::close);
    SpaceModule spaces =
        SpaceModule.start(
            system, databases, reader, SpacePlan.seed(gpu.model().space(), gpu.pack()));
    open.opened("spaces", spaces::close);
    IngestModule ingest =
        ingest(system, node, databases, reader, projections, spaces.plans(), config);
    open.opened("ingest", () -> drain(ingest));
    QueryModule query =
        query(system, node, databases, reader, projections, spaces.plans(), gpu, config);
    open.opened("query-side", query::close);
    if (node.has(NodeRole.GPU)) {
      gpu.startWorker(
          system,
          GpuSettings.of(config, node.data().models()),
          ingest.ports().derived(),
          node.name());
    }
    NodeMetrics.register(
        system,
        meters,
        new NodeMetrics.Sources(
            databases,
            reader,
            projections,
            query.ports().index(),
            query::texts,
            node.data().root(),
            StorageSettings.of(config).diskFloorBytes(),
            VersionText.version()));
    NodeRebuilds rebuilds =
        new NodeRebuilds(projections, query::indexes, RebuildSize.USUAL, Clock.systemUTC());
    open.opened("rebuilds", rebuilds::close);
    return GatewayModule.start(
            system,
            HttpSettings.of(config),
            databases,
            new GatewayWiring(system, databases, reader, projections)
                .ports(ingest.ports(), query, rebuilds, spaces.board(projections, gpu.models())),
            Readiness.checks(system, databases, projections, node.data(), query::model),
            node.data().root(),
            meters)
        .toCompletableFuture()
        .join();
  }

  private static IngestModule ingest(
      ActorSystem<?> system,
      NodeSettings node,
      Databases databases,
      JournalReader reader,
      JournalProjections projections,
      SpacePlans plans,
      Config config)
      throws IOException {
    return IngestModule.start(
        system, node, databases, reader, projections, IngestSettings.of(config), plans);
  }

  private static QueryModule query(
      ActorSystem<?> system,
      NodeSettings node,
      Databases databases,
      JournalReader reader,
      JournalProjections projections,
      SpacePlans plans,
      GpuModule gpu,
      Config config) {
    return QueryModule.start(
        system,
        databases,
        new TenantSql(databases),
        reader,
        projections,
        QuerySettings.from(config),
        plans,
        gpu.models(),
        node.data().root(),
        node.name());
  }

  private static void drain(IngestModule ingest) throws Exception {
    ingest.stop().toCompletableFuture().get(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
