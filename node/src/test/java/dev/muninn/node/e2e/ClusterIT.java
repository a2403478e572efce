package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.e2e.TestCluster.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines of a home: a server that is always on, a vault, a worker that comes and goes. */
class ClusterIT {
  private static final String SERVER = "core, ingest, query, gateway";
  @TempDir Path folder;

  @Test
  void aWorkerJoinsByInvitationAndLosingItWithTheVaultLeavesTheServerUp() {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      PackagedMuninn server = cluster.start(cluster.core(1), SERVER);
      TestClient client = new TestClient(server.url()).setup(server.setupCode());
      Place worker = cluster.place("worker", "127.0.0.3", 0);
      cluster.join(worker);
      Place vault = cluster.place("vault", "127.0.0.2", 0);
      cluster.certify(vault);
      PackagedMuninn vaultNode = cluster.start(vault, "ingest");
      PackagedMuninn workerNode = cluster.start(worker, "gpu");
      assertEquals("node worker (gpu)", workerNode.awaitReady());
      assertEquals("node vault (ingest)", vaultNode.awaitReady());
      client.upload("one.jpg", Pictures.jpeg(640, 480, 1)).expect(201);
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == 1);
      JsonNode three = client.awaits("/nodes", all -> all.path("nodes").size() == 3);
      assertEquals(List.of("core-1", "vault", "worker"), three.findValuesAsText("name"));
      assertTrue(three.at("/nodes/0/shards").asInt() > 0, three::toPrettyString);
      assertEquals("lite-1-384", three.at("/nodes/2/models/0/space").asText());

      vaultNode.kill();
      workerNode.kill();
      server.awaitLog("event=member-downed");
      client.awaits("/nodes", all -> all.path("nodes").size() == 1);
      client.ready();
      client.upload("two.jpg", Pictures.jpeg(640, 480, 2)).expect(201);
      PackagedMuninn again = cluster.start(worker, "gpu");
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == 2);

      client.post("/nodes/worker/drain", "").expect(202);
      assertEquals(0, again.awaitEnd(), again::output);
      client.awaits("/nodes", all -> all.path("nodes").size() == 1);
    }
  }
}
