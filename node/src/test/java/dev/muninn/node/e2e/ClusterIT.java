package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.e2e.TestCluster.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machines of a home: a server that is always on, a vault that answers searches too, a worker
 * that comes and goes.
 */
class ClusterIT {
  private static final String SERVER = "core, ingest, query, gateway";
  private static final String VAULT = "ingest, query, gateway";
  private static final List<String> INDEXES =
      List.of("core-1/index", "core-1/text", "vault/index", "vault/text");
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
      PackagedMuninn vaultNode = cluster.start(vault, VAULT);
      PackagedMuninn workerNode = cluster.start(worker, "gpu");
      assertEquals("node worker (gpu)", workerNode.awaitReady());
      TestClient atVault = new TestClient(vaultNode.url()).login();
      client.upload("one.jpg", Pictures.jpeg(640, 480, 1)).expect(201);
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == 1);
      JsonNode three = client.awaits("/nodes", all -> all.path("nodes").size() == 3);
      assertEquals(List.of("core-1", "vault", "worker"), three.findValuesAsText("name"));
      assertTrue(three.at("/nodes/0/shards").asInt() > 0, three::toPrettyString);
      assertEquals("lite-1-384", three.at("/nodes/2/models/0/space").asText());

      rebuiltOnceByBoth(client, atVault);

      String rebuilding = rebuild(client);
      vaultNode.kill();
      workerNode.kill();
      server.awaitLog("event=member-downed");
      client.awaits("/nodes", all -> all.path("nodes").size() == 1);
      assertMissesTheVault(client, rebuilding);
      client.ready();
      client.upload("two.jpg", Pictures.jpeg(640, 480, 2)).expect(201);
      PackagedMuninn again = cluster.start(worker, "gpu");
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == 2);

      client.post("/nodes/worker/drain", "").expect(202);
      assertEquals(0, again.awaitEnd(), again::output);
      client.awaits("/nodes", all -> all.path("nodes").size() == 1);
    }
  }

  /** Asked for in the same instant at two gateways: one rebuild, of the indexes of both nodes. */
  private static void rebuiltOnceByBoth(TestClient server, TestClient vault) {
    String before = server.get("/digest").expect(200).path("digest").asText();
    assertEquals(before, vault.get("/digest").expect(200).path("digest").asText());
    var second = CompletableFuture.supplyAsync(() -> rebuild(vault));
    String first = rebuild(server);
    assertEquals(first, second.join());
    for (TestClient one : List.of(server, vault)) {
      JsonNode end = one.awaits("/rebuilds/" + first, it -> it.path("endedAt").isTextual());
      assertEquals("done", end.path("state").asText(), end::toPrettyString);
      List<String> parts = end.path("parts").findValuesAsText("name");
      assertTrue(parts.containsAll(INDEXES), parts::toString);
      assertEquals(parts.size(), Set.copyOf(parts).size(), parts::toString);
      assertEquals(Set.of("done"), Set.copyOf(end.path("parts").findValuesAsText("state")));
      assertEquals(before, one.get("/digest").expect(200).path("digest").asText());
    }
  }

  /** A rebuild in whose midst it died ends, and says what was not made. */
  private static void assertMissesTheVault(TestClient client, String rebuilding) {
    JsonNode end = client.awaits("/rebuilds/" + rebuilding, it -> it.path("endedAt").isTextual());
    assertEquals("failed", end.path("state").asText(), end::toPrettyString);
    String words = end.path("trouble").asText();
    assertTrue(words.contains("the indexes of vault were not rebuilt: it "), words);
  }

  private static String rebuild(TestClient at) {
    return at.post("/rebuilds", "{\"target\":\"all\"}").expect(202).path("rebuildId").asText();
  }
}
