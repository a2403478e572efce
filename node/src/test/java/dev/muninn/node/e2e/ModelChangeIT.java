package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of a whole server is changed, changed back, given up; it is killed in the middle. */
class ModelChangeIT {
  private static final Path TINY = Path.of("../gpu-node/src/test/resources/tiny-clip/onnx");
  private static final String LITE = "lite-1-384";
  private static final String OTHER = "tiny-1-24";
  private static final String QUERY = "{\"query\":\"a dog\",\"k\":5,\"mode\":\"vector\"}";
  private static final int PICTURES = 10;

  @TempDir Path folder;

  @BeforeEach
  void addTheSecondPack() throws IOException {
    Path pack = Files.createDirectories(folder.resolve("models/tiny-onnx"));
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, pack.resolve(file.getFileName().toString()));
      }
    }
  }

  private static List<String> live(JsonNode spaces) {
    return spaces.path("spaces").findValuesAsText("space");
  }

  private static JsonNode searched(TestClient client) {
    JsonNode reply = client.post("/search", QUERY).expect(200);
    assertTrue(reply.path("hits").size() > 0, reply::toString);
    return reply;
  }

  private static void assertAllReady(TestClient client, int items) {
    JsonNode counts = client.get("/pipeline").expect(200);
    assertEquals(items, counts.path("ready").asInt(), counts::toString);
  }

  @Test
  void aModelIsChangedThroughAKillAndBackAndGivenUp() {
    try (PackagedMuninn first = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(first.url()).setup(first.setupCode());
      for (int i = 0; i < PICTURES; i++) {
        client.upload(i + ".jpg", Pictures.jpeg(640, 480, i)).expect(201);
      }
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == PICTURES);
      assertEquals(List.of(LITE), live(client.get("/spaces").expect(200)));
      client.post("/spaces", "{\"model\":\"no-such\"}").expect(409);
      client.post("/spaces", "{\"model\":\"tiny-onnx\"}").expect(202);
      assertAllReady(client, PICTURES);
      first.kill();
    }
    try (PackagedMuninn second = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(second.url()).login();
      client.upload("late.jpg", Pictures.jpeg(640, 480, PICTURES)).expect(201);
      JsonNode changed =
          client.awaits("/spaces", spaces -> live(spaces).equals(List.of(OTHER, LITE)));
      assertEquals("retired", changed.at("/spaces/1/state").asText());
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == PICTURES + 1);
      client.awaits("/spaces", spaces -> spaces.at("/spaces/0/done").asInt() == PICTURES + 1);
      assertEquals(OTHER, searched(client).path("space").asText());
      client.awaits("/spaces", spaces -> spaces.at("/spaces/1/done").asInt() == PICTURES + 1);
      JsonNode back = client.post("/spaces/" + LITE + "/activate", "{}").expect(200);
      assertEquals(List.of(LITE, OTHER), live(back));
      assertEquals(LITE, searched(client).path("space").asText());
      client.delete("/spaces/" + LITE).expect(409);
      assertEquals(204, client.delete("/spaces/" + OTHER).status());
      assertAllReady(client, PICTURES + 1);
      client.awaits(() -> !Files.exists(folder.resolve("index/" + OTHER + ".catalogue")));
      assertEquals(0, second.terminate(), second::output);
    }
    try (PackagedMuninn third = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(third.url()).login();
      assertEquals(List.of(LITE), live(client.get("/spaces").expect(200)));
      assertEquals(LITE, searched(client).path("space").asText());
      // its vectors are in the journal still: nothing is embedded again
      JsonNode again = client.post("/spaces", "{\"model\":\"tiny-onnx\"}").expect(202);
      assertEquals(PICTURES + 1, again.path("done").asInt(), again::toString);
      assertFalse(third.output().contains("ERROR"), third::output);
    }
  }
}
