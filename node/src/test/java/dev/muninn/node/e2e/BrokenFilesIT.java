package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Among fifty good files some are broken, each in its own way: each tells why, the others work. */
class BrokenFilesIT {
  private static final int GOOD = 50;
  @TempDir Path folder;
  @TempDir Path workshop;

  /** What the story of a broken file must say. */
  private record Told(String code, String words) {}

  private static final String DAMAGED = "damaged or end in the middle";
  private static final Map<String, Told> TOLD =
      Map.of(
          "cut.jpg", new Told("broken-file", DAMAGED),
          "noise.jpg", new Told("broken-file", DAMAGED),
          "no-index.mp4", new Told("broken-file", "the recording or the copy was cut"),
          "bomb.png", new Told("too-many-pixels", "larger than 250"),
          "cut.heic", new Told("broken-file", DAMAGED),
          "unknown.avi", new Told("unsupported-type", "the codec snow is not one"));

  private Map<String, byte[]> broken() throws IOException, InterruptedException {
    Map<String, byte[]> broken = new LinkedHashMap<>();
    broken.put("cut.jpg", BrokenFiles.cutJpeg());
    broken.put("noise.jpg", BrokenFiles.noiseAsJpeg());
    broken.put("no-index.mp4", BrokenFiles.mp4WithoutIndex());
    broken.put("bomb.png", BrokenFiles.pngBomb());
    broken.put("cut.heic", BrokenFiles.cutHeic());
    broken.put("unknown.avi", BrokenFiles.videoOfAnUnknownCodec(workshop));
    return broken;
  }

  @Test
  void eachTellsWhyInWordsAndNoneStopsTheOthers() throws IOException, InterruptedException {
    Map<String, byte[]> broken = broken();
    try (PackagedMuninn muninn = PackagedMuninn.ready(folder)) {
      TestClient client = new TestClient(muninn.url()).setup(muninn.setupCode());
      Map<String, String> ids = new LinkedHashMap<>();
      int each = GOOD / broken.size();
      List<String> names = new ArrayList<>(broken.keySet());
      for (int i = 0; i < GOOD; i++) {
        client.upload("good-" + i + ".jpg", Pictures.jpeg(320, 240, i)).expect(201);
        if (i % each == 0 && i / each < names.size()) {
          String name = names.get(i / each);
          byte[] content = broken.get(name);
          ids.put(name, client.upload(name, content).expect(201).path("mediaId").asText());
        }
      }
      JsonNode empty = client.upload("empty.jpg", new byte[0]).expect(422);
      assertTrue(empty.path("detail").asText().contains("empty"), empty::toString);
      client.awaits(
          "/pipeline",
          counts ->
              counts.path("ready").asInt() == GOOD
                  && counts.path("quarantined").asInt() == broken.size());
      List<Executable> stories = new ArrayList<>();
      ids.forEach((name, id) -> stories.add(() -> tells(client, name, id, TOLD.get(name))));
      assertAll(stories);
    }
  }

  private static void tells(TestClient client, String name, String id, Told told) {
    JsonNode story = client.get("/media/" + id + "/pipeline").expect(200);
    assertEquals("quarantined", story.path("status").asText(), story::toPrettyString);
    JsonNode error = lastError(story);
    String words = error.path("words").asText() + " " + error.path("detail").asText();
    assertEquals(told.code(), error.path("code").asText(), () -> name + ": " + error);
    assertTrue(words.contains(told.words()), () -> name + ": " + error);
    assertFalse(error.path("hint").asText().isBlank(), () -> name + ": " + error);
    assertFalse(
        words.matches("(?s).*(Exception|null|java\\.|0x[0-9a-f]+|/tmp/).*"),
        () -> name + " is told in a programmer's words: " + error);
  }

  private static JsonNode lastError(JsonNode story) {
    JsonNode last = story.path("nothing");
    for (JsonNode stage : story.path("stages")) {
      if (stage.path("error").isObject()) {
        last = stage.path("error");
      }
    }
    return last;
  }
}
