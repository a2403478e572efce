package dev.muninn.query.inspect;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.SPACE;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.QuerySettings;
import dev.muninn.query.Vectors;
import dev.muninn.query.index.EngineChoice;
import dev.muninn.query.index.IndexPartition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecallEstimateTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private long ordering;

  @Test
  void isOneForAnIndexThatComparesAll() {
    assertEquals(OptionalDouble.of(1.0), RecallEstimate.of(filled("exact", 300), 7));
  }

  @Test
  void isLowForAGraphThatLooksAtTooFew() {
    IndexPartition narrow = filled("hnswlib, hnsw { m = 2, ef-construction = 2, ef = 1 }", 3000);
    double recall = RecallEstimate.of(narrow, 7).orElseThrow();
    assertTrue(recall > 0.05 && recall < 0.95, "recall " + recall);
  }

  @Test
  void isNothingForAnIndexWithoutVectors() {
    assertEquals(OptionalDouble.empty(), RecallEstimate.of(filled("exact", 0), 7));
    IndexPartition emptied = filled("exact", 1);
    happens(emptied, 0, trashed());
    assertEquals(OptionalDouble.empty(), RecallEstimate.of(emptied, 7));
  }

  @Test
  void countsFewerNeighboursInASmallIndex() {
    assertEquals(OptionalDouble.of(1.0), RecallEstimate.of(filled("exact", 3), 7));
  }

  @Test
  void isMadeOnceInTheBackgroundWhenItIsWanted() {
    Deque<Runnable> background = new ArrayDeque<>();
    RecallEstimates estimates =
        new RecallEstimates(Clock.fixed(NOW, ZoneOffset.UTC), background::add);
    IndexPartition partition = filled("exact", 50);
    estimates.want(partition);
    estimates.want(partition);
    assertEquals(Optional.empty(), estimates.last(ORG, SPACE.id()));
    assertEquals(1, background.size());
    background.remove().run();
    assertEquals(
        Optional.of(new IndexStatus.Recall(100, 10, 1.0, NOW)), estimates.last(ORG, SPACE.id()));
    estimates.want(partition);
    assertEquals(0, background.size());
  }

  private IndexPartition filled(String engine, int items) {
    EngineChoice engines =
        QuerySettings.from(
                ConfigFactory.parseString("muninn.query.index { engine = " + engine + " }")
                    .withFallback(ConfigFactory.load()))
            .index()
            .engines();
    IndexPartition partition = new IndexPartition(ORG, SPACE, engines, JournalOffset.START);
    Random random = new Random(3);
    for (int i = 0; i < items; i++) {
      happens(
          partition,
          i,
          embedded(
              "",
              vector(
                  0,
                  (float) random.nextGaussian(),
                  (float) random.nextGaussian(),
                  (float) random.nextGaussian(),
                  (float) random.nextGaussian())));
    }
    return partition;
  }

  private void happens(IndexPartition partition, int item, MediaItemEvent event) {
    partition.apply(Vectors.id(item), event, new JournalOffset(1, ++ordering));
  }
}
