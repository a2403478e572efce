package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server, used by many: each test brings its own pictures. */
class WalkingSkeletonIT {
  @TempDir static Path folder;
  private static Path data;
  private static PackagedMuninn muninn;
  private static TestClient client;

  @BeforeAll
  static void start() {
    data = folder.resolve("data with spaces");
    muninn = PackagedMuninn.ready(data);
    client = new TestClient(muninn.url()).setup(muninn.setupCode());
  }

  @AfterAll
  static void stop() {
    muninn.close();
  }

  private static String ready(String name, byte[] picture) {
    String id = client.upload(name, picture).expect(201).path("mediaId").asText();
    client.awaits(
        "/media/" + id + "/pipeline", story -> story.path("status").asText().equals("ready"));
    return id;
  }

  @Test
  void aPictureGoesInAndIsFound() throws IOException {
    String id = ready("zauberwald.jpg", Pictures.jpeg(800, 600, 1));
    BufferedImage thumbnail =
        ImageIO.read(
            new ByteArrayInputStream(client.get("/media/" + id + "/thumbnail?size=256").bytes()));
    assertEquals(256, thumbnail.getWidth());
    assertEquals(192, thumbnail.getHeight());
    assertTrue(isFound("{\"query\":\"zauberwald\",\"k\":5,\"mode\":\"text\"}", id));
    assertTrue(isFound("{\"query\":\"a cat\",\"k\":50,\"mode\":\"vector\"}", id));
    JsonNode stages = client.get("/media/" + id + "/pipeline").expect(200).path("stages");
    assertEquals(7, stages.size());
    stages.forEach(
        stage -> {
          assertEquals("done", stage.path("status").asText(), stage::toString);
          assertTrue(stage.path("startedAt").isTextual(), stage::toString);
        });
  }

  private static boolean isFound(String query, String id) {
    return !client
        .awaitsSearch(
            query,
            answer ->
                StreamSupport.stream(answer.path("hits").spliterator(), false)
                    .anyMatch(hit -> hit.path("mediaId").asText().equals(id)))
        .isEmpty();
  }

  @Test
  void theSameBytesAgainAreADuplicate() {
    byte[] picture = Pictures.jpeg(300, 200, 2);
    JsonNode first = client.upload("one.jpg", picture).expect(201);
    JsonNode second = client.upload("two.jpg", picture).expect(200);
    assertEquals(first.path("mediaId"), second.path("mediaId"));
    assertEquals(first.path("blake3"), second.path("blake3"));
    assertTrue(second.path("duplicate").asBoolean());
  }

  @Test
  void theCommandLineTakesInFindsAndTells() throws IOException {
    Path album = Files.createDirectories(folder.resolve("album"));
    Files.write(album.resolve("Nordlicht über Tromsø.jpg"), Pictures.jpeg(400, 300, 3));
    Files.writeString(album.resolve("notes.txt"), "no picture");
    assertSays(0, "Logged in to", "login", "--url", muninn.url(), "--email", TestClient.EMAIL);
    assertSays(0, "unsupported          1", "add", album.toString());
    client.awaitsSearch(
        "{\"query\":\"nordlicht\",\"mode\":\"text\"}", answer -> !answer.path("hits").isEmpty());
    String found = assertSays(0, "Nordlicht", "search", "--mode", "text", "nordlicht");
    String id = found.strip().split(" +")[3];
    client.awaits(
        "/media/" + id + "/pipeline", story -> story.path("status").asText().equals("ready"));
    assertSays(0, id + " is ready", "story", id);
    assertSays(0, "accepted", "status");
    assertSays(0, "All is well.", "doctor", "--data", data.toString());
  }

  @Test
  void theCommandLineIndexesAFolderInPlace() throws IOException {
    Path album = Files.createDirectories(folder.resolve("nas/2026"));
    Files.write(album.resolve("a 'quoted'\n name.jpg"), Pictures.jpeg(400, 300, 4));
    Files.createFile(album.resolve("empty.jpg"));
    assertSays(0, "Logged in to", "login", "--url", muninn.url(), "--email", TestClient.EMAIL);
    String first = assertSays(1, "new                  1", "add", "--in-place", album.toString());
    assertTrue(first.contains("empty.jpg: The file is empty."), first);
    assertSays(1, "known                1", "add", "--in-place", album.toString());
    try (Stream<Path> pool = Files.walk(data.resolve("pool"))) {
      byte[] picture = Pictures.jpeg(400, 300, 4);
      assertTrue(
          pool.filter(Files::isRegularFile)
              .noneMatch(file -> file.toFile().length() == picture.length));
    }
  }

  private static String assertSays(int code, String words, String... command) {
    PackagedMuninn.Outcome outcome = PackagedMuninn.run(folder, command);
    assertEquals(code, outcome.exitCode(), outcome.said());
    assertTrue(outcome.said().contains(words), outcome.said());
    return outcome.said();
  }

  /** Without the line by which Java greets the module of the vector kernels. */
  private static List<String> said(PackagedMuninn muninn) {
    return muninn
        .output()
        .lines()
        .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector"))
        .toList();
  }

  @Test
  void aSecondMuninnOnTheSameFolderIsRefused() {
    try (PackagedMuninn second = PackagedMuninn.start(data, 0)) {
      assertEquals(1, second.awaitEnd());
      assertTrue(second.output().contains("another Muninn uses this folder"), second::output);
      assertEquals(1, said(second).size(), second::output);
    }
  }

  @Test
  void aTakenPortIsRefused() {
    int port = URI.create(muninn.url()).getPort();
    try (PackagedMuninn second = PackagedMuninn.start(folder.resolve("other"), port)) {
      assertEquals(1, second.awaitEnd());
      assertTrue(second.output().contains("is taken by another program"), second::output);
      assertEquals(1, said(second).size(), second::output);
    }
  }
}
