package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The labelled set with the bundled model, as far as its pictures are in the repository: relevance
 * must not fall against the recorded baseline.
 */
class RetrievalIT {
  private static final Path BASELINE =
      PackagedMuninn.LAUNCHER.resolveSibling("bench/retrieval/baseline-committed.json");

  @TempDir Path folder;

  @Test
  void relevanceIsNoWorseThanRecorded() {
    PackagedMuninn.Outcome outcome =
        PackagedMuninn.run(folder, "bench", "retrieval", "--committed", "--check");

    assertEquals(0, outcome.exitCode(), outcome.said());
    assertTrue(outcome.said().contains("no worse than baseline-committed.json"), outcome.said());
  }

  @Test
  void theCheckFailsWhenMoreWasRecordedThanIsReached() throws IOException {
    Path better = folder.resolve("better.json");
    Files.writeString(
        better,
        Files.readString(BASELINE).replaceAll("\"ndcg@10\" : [0-9.]+", "\"ndcg@10\" : 1.1"));

    PackagedMuninn.Outcome outcome =
        PackagedMuninn.run(
            folder, "bench", "retrieval", "--committed", "--check", better.toString());

    assertEquals(1, outcome.exitCode(), outcome.said());
    assertTrue(outcome.said().contains("worse: hybrid nDCG@10 fell from 1.100"), outcome.said());
  }
}
