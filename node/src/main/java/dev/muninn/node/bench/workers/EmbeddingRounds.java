package dev.muninn.node.bench.workers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.node.bench.BenchPictures;
import dev.muninn.node.bench.TemporaryMuninn;
import dev.muninn.node.cli.CliException;
import dev.muninn.node.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The same items embedded again and again, each time in a space of its own: the work is there
 * before a round begins, and embedding is paused until then. Belongs to one thread.
 */
final class EmbeddingRounds {
  private static final int SIDE = 64;
  private static final int POLL_MS = 200;

  private final TemporaryMuninn muninn;
  private final int items;
  private final List<String> ids = new ArrayList<>();
  private int rounds;

  EmbeddingRounds(TemporaryMuninn muninn, int items) {
    this.muninn = muninn;
    this.items = items;
  }

  /** Uploads the items and waits until all owe their vectors. */
  void fill() throws IOException, InterruptedException {
    pause();
    Path folder = Files.createTempDirectory("muninn-cluster-pictures");
    try {
      for (Path picture : BenchPictures.make(folder, items, SIDE, SIDE)) {
        ids.add(muninn.upload(picture));
        Files.delete(picture);
      }
    } finally {
      Folders.delete(folder);
    }
    while (embed().path("waiting").asLong() < items) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private void pause() throws IOException, InterruptedException {
    muninn.post("/pipeline/stages/embed/pause", "{\"reason\":\"bench\"}", 200);
  }

  private JsonNode embed() throws IOException, InterruptedException {
    for (JsonNode stage : muninn.get("/pipeline").path("stages")) {
      if (stage.path("stage").asText().equals("embed")) {
        return stage;
      }
    }
    throw new CliException("GET /pipeline", "names no stage embed", "");
  }

  /** Makes all items owe their vectors, paused; the pack that workers need. */
  String begin() throws IOException, InterruptedException {
    String pack = rounds == 0 ? "lite" : "round-" + rounds;
    if (rounds > 0) {
      pause();
      muninn.post(
          "/spaces", "{\"model\":\"%s\",\"switchWhenComplete\":false}".formatted(pack), 202);
      while (space().path("items").asLong() < items) {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    }
    rounds++;
    return pack;
  }

  void resume() throws IOException, InterruptedException {
    muninn.post("/pipeline/stages/embed/resume", "", 200);
  }

  long done() throws IOException, InterruptedException {
    return space().path("done").asLong();
  }

  /** Gives up the round's space, unless it is the one that answers. */
  void end() throws IOException, InterruptedException {
    if (rounds > 1) {
      muninn.delete("/spaces/" + space().path("space").asText());
    }
  }

  /** The latest one. */
  private JsonNode space() throws IOException, InterruptedException {
    JsonNode spaces = muninn.get("/spaces").path("spaces");
    return spaces.path(spaces.size() - 1);
  }

  /** How many items lack a result of a round, and how many have one twice. */
  record Verdict(String words, boolean good) {}

  /** Reads every item's own story: each was to be recorded once a round. */
  Verdict verdict() throws IOException, InterruptedException {
    int missing = 0;
    int twice = 0;
    for (String id : ids) {
      int embedded = 0;
      for (JsonNode event : muninn.get("/media/" + id + "/pipeline").path("events")) {
        embedded += event.path("type").asText().equals("Embedded") ? 1 : 0;
      }
      missing += embedded < rounds ? 1 : 0;
      twice += embedded > rounds ? 1 : 0;
    }
    long quarantined = muninn.get("/pipeline").path("quarantined").asLong();
    return new Verdict(
        "%,d items in %d rounds: %d not done, %d recorded twice, %d quarantined"
            .formatted(items, rounds, missing, twice, quarantined),
        missing + twice + quarantined == 0);
  }
}
