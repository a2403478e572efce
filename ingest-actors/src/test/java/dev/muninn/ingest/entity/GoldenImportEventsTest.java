package dev.muninn.ingest.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.media.signal.CborSerializable;
import dev.muninn.media.signal.ImportSessionEvent;
import dev.muninn.media.signal.SourceEvent;
import dev.muninn.media.signal.SpacesEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The events of sources, imports and spaces, held to their golden files as {@link GoldenEventsTest}
 * holds those of items. A new event's file is written once with {@code -Dmuninn.golden=write}.
 */
class GoldenImportEventsTest {
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
                .serializerFor(SourceEvent.CameOnline.class);
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void everyEventHasASample() {
    Set<Class<?>> sampled =
        SampleImportEvents.all().values().stream()
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertEquals(events().collect(Collectors.toSet()), sampled);
  }

  @Test
  void everyEventWritesTheBytesOfItsGoldenFile() throws IOException {
    for (Map.Entry<String, CborSerializable> sample : SampleImportEvents.all().entrySet()) {
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
    for (Map.Entry<String, CborSerializable> sample : SampleImportEvents.all().entrySet()) {
      String manifest = serializer.manifest(sample.getValue());
      assertEquals(sample.getValue().getClass().getName(), manifest);
      assertEquals(
          sample.getValue(),
          serializer.fromBinary(golden(sample.getKey()), manifest),
          sample.getKey());
    }
  }

  @Test
  void theDocumentNamesEveryEventWithItsComponents() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "events.md"));
    events()
        .forEach(
            event -> {
              assertTrue(document.contains("`" + event.getSimpleName() + "`"), event.toString());
              Stream.of(event.getRecordComponents())
                  .forEach(part -> assertTrue(document.contains(part.getName()), part.toString()));
            });
  }

  private static Stream<Class<?>> events() {
    return Stream.of(SourceEvent.class, ImportSessionEvent.class, SpacesEvent.class)
        .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file =
        GoldenImportEventsTest.class.getResourceAsStream(FOLDER + name + ".cbor")) {
      assertTrue(file != null, "no golden file for " + name);
      return file.readAllBytes();
    }
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = Path.of("src/test/resources" + FOLDER + name + ".cbor");
    if (!Files.exists(file)) {
      Files.write(file, bytes);
    }
  }
}
