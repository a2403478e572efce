package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.e2e.TestCluster.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers as processes of their own: none, two, and one that is killed in the middle of a batch.
 */
class ElasticEmbeddingIT {
  private static final String SERVER = "core, ingest, query, gateway";
  private static final String SIMULATED = "-Dmuninn.gpu.simulated-delay=300ms";
  private static final int ITEMS = 12;
  @TempDir private Path folder;

  private static JsonNode embed(JsonNode counts) {
    for (JsonNode stage : counts.path("stages")) {
      if (stage.path("stage").asText().equals("embed")) {
        return stage;
      }
    }
    throw new AssertionError("no stage embed in " + counts);
  }

  private static Place worker(TestCluster cluster, int number) {
    Place place = cluster.place("worker-" + number, "127.0.0." + (number + 1), 0);
    cluster.certify(place);
    return place;
  }

  private static long times(JsonNode story, String type) {
    return story.path("events").findValuesAsText("type").stream().filter(type::equals).count();
  }

  @Test
  void whatAKilledWorkerHeldIsDoneByAnotherOnceAndWithoutAnyWorkerItemsWait() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      PackagedMuninn server = cluster.start(cluster.core(1), SERVER, SIMULATED);
      TestClient client = new TestClient(server.url()).setup(server.setupCode());
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        JsonNode receipt = client.upload(i + ".jpg", Pictures.jpeg(64, 64, i)).expect(201);
        ids.add(receipt.path("mediaId").asText());
      }
      JsonNode waiting =
          client.awaits("/pipeline", counts -> embed(counts).path("waiting").asInt() == ITEMS);
      String words = embed(waiting).path("waitsFor").asText();
      assertTrue(words.startsWith("Waiting for a worker"), words);
      assertEquals(0, waiting.path("failed").asInt());

      PackagedMuninn mortal = cluster.start(worker(cluster, 1), "gpu", SIMULATED);
      client.awaits("/pipeline", counts -> embed(counts).path("running").asInt() > 0);
      mortal.kill();
      Place heir = worker(cluster, 2);
      // no mount: it asks the server for its proxies
      Files.delete(heir.data().resolve("derived"));
      cluster.start(heir, "gpu", SIMULATED).awaitReady();
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == ITEMS);
      for (String id : ids) {
        JsonNode story = client.get("/media/" + id + "/pipeline").expect(200);
        assertEquals(1, times(story, "Embedded"), story::toPrettyString);
        assertEquals(0, times(story, "StageFailed"), story::toPrettyString);
      }
    }
  }
}
