package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clip that is red, then blue, then a page of text, among others that are neither. */
class MomentsIT {
  @TempDir static Path folder;
  private static PackagedMuninn muninn;
  private static TestClient client;
  private static String clip;

  @BeforeAll
  static void start() throws IOException {
    muninn = PackagedMuninn.ready(folder.resolve("data"));
    client = new TestClient(muninn.url()).setup(muninn.setupCode());
    ready(
        "meadow.mp4",
        ColouredClip.of(
            folder,
            ColouredClip.plain(new Color(0x228b22)),
            ColouredClip.plain(new Color(0xffd700))));
    clip =
        ready(
            "clip.mp4",
            ColouredClip.of(
                folder,
                ColouredClip.plain(Color.RED),
                ColouredClip.plain(Color.BLUE),
                ColouredClip.page()));
    ready("bathroom red tiles.jpg", Pictures.jpeg(320, 240, 3));
  }

  @AfterAll
  static void stop() {
    muninn.close();
  }

  private static String ready(String name, byte[] content) {
    String id = client.upload(name, content).expect(201).path("mediaId").asText();
    client.awaits(
        "/media/" + id + "/pipeline", story -> story.path("status").asText().equals("ready"));
    return id;
  }

  private static JsonNode hits(String query, String kinds) {
    return client
        .awaitsSearch(
            "{\"query\":\"%s\",\"kinds\":[%s]}".formatted(query, kinds),
            reply -> !reply.path("hits").isEmpty())
        .path("hits");
  }

  @ParameterizedTest
  @CsvSource({"red, 0", "blue, 10000", "white, 20000", "the blue part, 10000"})
  void aColourFindsTheMomentThatHasIt(String query, long startMs) {
    JsonNode hit = hits(query, "\"video\"").get(0);

    assertEquals(clip, hit.path("mediaId").asText(), hit.toPrettyString());
    JsonNode moment = hit.path("moment");
    assertTrue(Math.abs(startMs - moment.path("startMs").asLong()) <= 1000, hit.toPrettyString());
    assertTrue(
        Math.abs(startMs + 10_000 - moment.path("endMs").asLong()) <= 1000, hit.toPrettyString());
  }

  @Test
  void theMomentSaysWhyAndShowsItself() throws IOException {
    JsonNode hit = hits("blue", "\"video\"").get(0);

    assertTrue(hit.path("why").toString().contains("blue 0:10–0:20"), hit.toPrettyString());
    String stream = hit.at("/moment/links/stream").asText();
    assertTrue(stream.matches("/api/v1/media/" + clip + "/stream#t=(9|10)\\.\\d+,.*"), stream);
    String preview = hit.at("/moment/links/preview").asText().substring("/api/v1".length());
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(client.get(preview).bytes()));
    Color middle = new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2));
    assertTrue(middle.getBlue() > 200 && middle.getRed() < 60, middle.toString());
  }

  @Test
  void whatIsNamedRedComesBeforeWhatIsRed() {
    JsonNode hits =
        client.awaitsSearch(
            "{\"query\":\"red\",\"mode\":\"text\"}", reply -> reply.path("hits").size() > 1);

    assertEquals("bathroom red tiles.jpg", hits.at("/hits/0/name").asText(), hits.toPrettyString());
  }

  @Test
  void theCommandLineTellsFromWhenToWhen() {
    String[] login = {"login", "--url", muninn.url(), "--email", TestClient.EMAIL};
    assertEquals(0, PackagedMuninn.run(folder, login).exitCode());

    PackagedMuninn.Outcome found =
        PackagedMuninn.run(folder, "search", "blue", "--url", muninn.url());

    assertEquals(0, found.exitCode(), found.said());
    assertTrue(found.said().contains("clip.mp4  at 0:10–0:20"), found.said());
  }
}
