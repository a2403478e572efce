package dev.muninn.node.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemLifeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private final ItemLife life = new ItemLife("MediaItem|home.a");
  private long seqNr;

  @BeforeEach
  void begin() {
    add("Acquired", "{}");
    add("Hashed", "{\"hash\": \"aa\"}");
    add("Stored", "{}");
  }

  @Test
  void aPlainLifeIsFine() {
    add("Described", "{\"layer\": \"CAMERA\"}");
    add("Described", "{\"layer\": \"FILE\"}");
    add("Previewed", run("r1", 1, 2));
    add("Previewed", run("r1", 2, 2));
    add(
        "Embedded",
        "{\"space\": \"s\", \"run\": \"e1\", \"part\": 1, \"parts\": 1, \"vectors\": [1, 2]}");
    add("Indexed", "{\"space\": \"s\"}");
    assertEquals(List.of(), life.judged());
    assertEquals(2, life.embedded());
    assertEquals("aa", life.hash());
  }

  @Test
  void anAbandonedRunIsNoSecondOne() {
    add("Previewed", run("r1", 1, 2));
    add("Previewed", run("r2", 1, 1));
    assertEquals(List.of(), life.judged());
  }

  @Test
  void twoCompleteRunsAreFound() {
    add("Previewed", run("r1", 1, 1));
    add("Previewed", run("r2", 1, 1));
    found("2 complete runs of Previewed");
  }

  @Test
  void aLostPreviewMayBeMadeAgain() {
    add("Previewed", run("r1", 1, 1));
    add("DerivedLost", "{}");
    add("Previewed", run("r2", 1, 1));
    assertEquals(List.of(), life.judged());
  }

  @Test
  void aPartThatCameTwiceIsFound() {
    add("Previewed", run("r1", 1, 2));
    add("Previewed", run("r1", 1, 2));
    found("part 1 of run r1 twice");
  }

  @Test
  void aSecondStoreIsFound() {
    add("Stored", "{}");
    found("2 × Stored");
  }

  @Test
  void aDamagedItemMayBeStoredAgain() {
    add("DamageFound", "{}");
    add("Stored", "{}");
    assertEquals(List.of(), life.judged());
  }

  @Test
  void aLayerOrASpaceReportedTwiceIsFound() {
    add("Described", "{\"layer\": \"CAMERA\"}");
    add("Described", "{\"layer\": \"CAMERA\"}");
    found("2 × Described CAMERA");
  }

  @Test
  void aHoleInTheJournalIsFound() {
    life.add(9, "Indexed", JSON.createObjectNode());
    found("sequence number 9 follows 3");
  }

  private void found(String words) {
    List<String> wrong = life.judged();
    assertTrue(wrong.stream().anyMatch(one -> one.contains(words)), wrong::toString);
  }

  private static String run(String run, int part, int parts) {
    return "{\"run\": \"%s\", \"part\": %d, \"parts\": %d}".formatted(run, part, parts);
  }

  private void add(String type, String json) {
    try {
      life.add(++seqNr, type, JSON.readTree(json));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
