package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import dev.muninn.catalog.Digests;
import dev.muninn.catalog.ProjectionStates;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.catalog.SpaceBoard;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.http.GatewayPorts;
import dev.muninn.ingest.IngestModule;
import dev.muninn.node.members.LiveNodes;
import dev.muninn.node.metrics.StageWork;
import dev.muninn.node.replay.NodeDigests;
import dev.muninn.query.QueryModule;
import java.util.concurrent.Executor;

/** Puts together what the gateway's routes call: the modules' ports and the node's own. */
record GatewayWiring(
    ActorSystem<?> system,
    Databases databases,
    JournalReader reader,
    JournalProjections projections,
    StageWork work) {

  GatewayPorts ports(
      IngestModule.Ports ingest, QueryModule query, Rebuilds rebuilds, SpaceBoard spaces) {
    return new GatewayPorts(
        ingest.intake(),
        ingest.edits(),
        ingest.staging(),
        ingest.derived(),
        ingest.originals(),
        ingest.pictures(),
        ingest.board(),
        ingest.imports(),
        query.ports().catalog(),
        query.ports().search(),
        query.ports().searchLog(),
        query.ports().index(),
        ingest.changes(),
        ingest.control(),
        ingest.fileChecks(),
        states(),
        rebuilds,
        digests(query),
        spaces,
        new LiveNodes(system, databases, work, threads("muninn.database-dispatcher")));
  }

  private ProjectionStates states() {
    return new NodeProjectionStates(reader, projections, threads("muninn.database-dispatcher"));
  }

  /** A digest reads for long: it takes none of the few threads that statements have. */
  private Digests digests(QueryModule query) {
    return new NodeDigests(
        reader,
        projections,
        databases,
        query::indexes,
        query.content(),
        threads("muninn.blocking-dispatcher"));
  }

  private Executor threads(String dispatcher) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(dispatcher));
  }
}
