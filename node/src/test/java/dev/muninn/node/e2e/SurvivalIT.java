package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed, ended, started again; its database is killed. Nothing is lost. */
class SurvivalIT {
  private static final int PICTURES = 10;
  @TempDir Path folder;

  @Test
  void whatWasReceiptedBecomesReadyAfterAKill() throws IOException {
    List<String> ids = new ArrayList<>();
    try (PackagedMuninn first = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(first.url()).setup(first.setupCode());
      for (int i = 0; i < PICTURES; i++) {
        byte[] picture = Pictures.jpeg(1600, 1200, i);
        ids.add(client.upload(i + ".jpg", picture).expect(201).path("mediaId").asText());
      }
      first.kill();
    }
    try (PackagedMuninn second = PackagedMuninn.ready(folder)) {
      assertFalse(second.saidSetupCode(), second::output);
      TestClient client = new TestClient(second.url()).login();
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == PICTURES);
      for (int i = 0; i < PICTURES; i++) {
        JsonNode again = client.upload(i + ".jpg", Pictures.jpeg(1600, 1200, i)).expect(200);
        assertEquals(ids.get(i), again.path("mediaId").asText());
      }
    }
  }

  @Test
  void anOrderlyEndInTheMiddleOfWorkFailsNothing() {
    List<String> ids = new ArrayList<>();
    try (PackagedMuninn first = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(first.url()).setup(first.setupCode());
      for (int i = 0; i < PICTURES; i++) {
        byte[] picture = Pictures.jpeg(1600, 1200, i);
        ids.add(client.upload(i + ".jpg", picture).expect(201).path("mediaId").asText());
      }
      assertEquals(0, first.terminate(), first::output);
    }
    assertFalse(Files.exists(folder.resolve("runtime.json")));
    try (PackagedMuninn second = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(second.url()).login();
      client.awaits(
          "/pipeline",
          counts -> counts.path("ready").asInt() + counts.path("quarantined").asInt() == PICTURES);
      for (String id : ids) {
        JsonNode events = client.get("/media/" + id + "/pipeline").expect(200).path("events");
        assertFalse(events.findValuesAsText("type").contains("StageFailed"), events::toString);
      }
    }
  }

  @Test
  void aKilledDatabaseComesBackAndWorkGoesOn() throws IOException {
    try (PackagedMuninn muninn = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(muninn.url()).setup(muninn.setupCode());
      client.upload("before.jpg", Pictures.jpeg(640, 480, 1)).expect(201);
      postgres().destroyForcibly();
      client.awaits(
          () -> client.upload("after.jpg", Pictures.jpeg(640, 480, 2)).status() / 100 == 2);
      client.awaits("/pipeline", counts -> counts.path("ready").asInt() == 2);
      assertEquals(0, muninn.terminate(), muninn::output);
    }
  }

  private ProcessHandle postgres() throws IOException {
    JsonNode runtime = new JsonMapper().readTree(folder.resolve("runtime.json").toFile());
    assertTrue(runtime.path("postgres").asInt() > 0);
    String pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }
}
