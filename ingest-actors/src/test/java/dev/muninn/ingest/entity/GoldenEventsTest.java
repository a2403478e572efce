package dev.muninn.ingest.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.media.signal.MediaItemEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the journal holds must be readable for ever: each event's bytes are compared with a golden
 * file. A new event's file is written once with {@code -Dmuninn.golden=write}; an existing one is
 * never rewritten.
 */
class GoldenEventsTest {
  private static final String FOLDER = "/golden/events/v1/";
  private static ActorTestKit kit;
  private static SerializerWithStringManifest serializer;

  @BeforeAll
  static void start() throws IOException {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ClusterConfig.unresolved())
                .resolve());
    serializer =
        (SerializerWithStringManifest)
            SerializationExtension.get(Adapter.toClassic(kit.system()))
                .serializerFor(MediaItemEvent.Purged.class);
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void eventsAreJacksonCbor() {
    assertEquals(
        "akka.serialization.jackson.JacksonCborSerializer", serializer.getClass().getName());
  }

  @Test
  void everyEventHasAFullAndAMinimalSample() {
    Map<String, MediaItemEvent> samples = SampleEvents.all();
    for (Class<?> event : MediaItemEvent.class.getPermittedSubclasses()) {
      assertInstanceOf(event, samples.get(event.getSimpleName()));
      assertInstanceOf(event, samples.get(event.getSimpleName() + "-minimal"));
    }
  }

  @Test
  void everyEventWritesTheBytesOfItsGoldenFile() throws IOException {
    for (Map.Entry<String, MediaItemEvent> sample : SampleEvents.all().entrySet()) {
      byte[] bytes = serializer.toBinary(sample.getValue());
      if ("write".equals(System.getProperty("muninn.golden"))) {
        write(sample.getKey(), bytes);
      } else {
        assertArrayEquals(golden(sample.getKey()), bytes, sample.getKey());
      }
    }
  }

  @Test
  void oldBytesLoadAsTheSameEvents() throws IOException {
    for (Map.Entry<String, MediaItemEvent> sample : SampleEvents.all().entrySet()) {
      String manifest = serializer.manifest(sample.getValue());
      assertEquals(sample.getValue().getClass().getName(), manifest);
      assertEquals(
          sample.getValue(),
          serializer.fromBinary(golden(sample.getKey()), manifest),
          sample.getKey());
    }
  }

  @Test
  void noEventIsLargerThanItNeedsToBe() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    for (String name : SampleEvents.all().keySet()) {
      sizes.put(name, golden(name).length);
    }
    assertTrue(sizes.values().stream().allMatch(size -> size < 1500), sizes.toString());
  }

  @Test
  void theDocumentNamesEveryEventWithItsComponents() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "events.md"));
    for (Class<?> event : MediaItemEvent.class.getPermittedSubclasses()) {
      assertTrue(document.contains("`" + event.getSimpleName() + "`"), event.getSimpleName());
      Stream.of(event.getRecordComponents())
          .forEach(
              part ->
                  assertTrue(
                      document.contains(part.getName()),
                      event.getSimpleName() + "." + part.getName()));
    }
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file = GoldenEventsTest.class.getResourceAsStream(FOLDER + name + ".cbor")) {
      assertTrue(file != null, "no golden file for " + name);
      return file.readAllBytes();
    }
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = Path.of("src/test/resources" + FOLDER + name + ".cbor");
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.write(file, bytes);
    }
  }
}
