package dev.muninn.query.index;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.SPACE;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.indexed;
import static dev.muninn.query.Happenings.purged;
import static dev.muninn.query.Happenings.restored;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.MediaId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.query.Vectors;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexPartitionTest {
  static final EngineChoice AUTO =
      new EngineChoice(EngineChoice.Engine.AUTO, 40, new HnswParameters(8, 50, 50));
  private static final MediaId ITEM = Vectors.id(1);

  private final IndexPartition partition =
      new IndexPartition(ORG, SPACE, AUTO, JournalOffset.START);
  private long ordering;

  private void happens(MediaItemEvent event) {
    happens(ITEM, event);
  }

  private void happens(MediaId id, MediaItemEvent event) {
    partition.apply(id, event, new JournalOffset(1, ++ordering));
  }

  private List<Integer> segments() {
    return partition
        .index()
        .search(Vectors.unit(1, 0, 0, 0), 10, VectorFilter.everything())
        .stream()
        .map(hit -> hit.key().segment())
        .toList();
  }

  @Test
  void switchesToARunOnlyWhenAllItsPartsAreThere() {
    happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0, 0), vector(1, 1, 1, 0, 0)));
    happens(embedded(run('b'), 2, 2, vector(5, 1, 0, 0, 0)));
    assertEquals(List.of(0, 1), segments());
    happens(embedded(run('b'), 1, 2, vector(4, 0, 1, 0, 0)));
    assertEquals(List.of(5, 4), segments());
  }

  @Test
  void takesATrashedItemOutAndBringsItBack() {
    happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0, 0)));
    happens(trashed());
    assertEquals(List.of(), segments());
    assertFalse(partition.isUnreported(ITEM));
    happens(restored());
    assertEquals(List.of(0), segments());
  }

  @Test
  void forgetsAPurgedItem() {
    happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0, 0)));
    happens(indexed());
    happens(purged());
    assertEquals(List.of(), segments());
    happens(embedded(run('b'), 1, 1, vector(0, 1, 0, 0, 0)));
    assertEquals(Set.of(ITEM), partition.unreported());
  }

  @Test
  void knowsWhatTheJournalDoesNotSayIsIndexed() {
    assertEquals(Set.of(), partition.unreported());
    happens(embedded(run('a'), 1, 2, vector(0, 1, 0, 0, 0)));
    assertEquals(Set.of(), partition.unreported());
    happens(embedded(run('a'), 2, 2, vector(1, 1, 0, 0, 0)));
    assertEquals(Set.of(ITEM), partition.unreported());
    happens(indexed());
    assertEquals(Set.of(), partition.unreported());
    happens(embedded(run('c'), 1, 1, vector(0, 1, 0, 0, 0)));
    assertEquals(Set.of(), partition.unreported());
  }

  @Test
  void takesNoEventTwice() {
    happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0, 0)));
    partition.apply(ITEM, purged(), new JournalOffset(1, 1));
    assertEquals(List.of(0), segments());
  }

  @Test
  void refusesAVectorOfAnotherDimension() {
    assertThrows(
        IllegalArgumentException.class,
        () -> happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0))));
  }

  @Test
  void meansTheVectorsOfAnItem() {
    happens(embedded(run('a'), 1, 1, vector(0, 1, 0, 0, 0), vector(1, 0, 1, 0, 0)));
    assertEquals(Math.sqrt(0.5), partition.meanOf(ITEM).orElseThrow()[0], 1e-6);
    assertTrue(partition.meanOf(Vectors.id(2)).isEmpty());
  }

  @Test
  void picksTheEngineBySize() {
    float[][] vectors = Vectors.clustered(3, 50, SPACE.dimension());
    for (int i = 0; i < 50; i++) {
      happens(Vectors.id(i), embedded(run('a'), 1, 1, vector(0, vectors[i])));
      partition.endGroup();
    }
    assertEquals("flat", partition.index().engine());
    assertEquals(50, partition.index().size());
    for (int i = 0; i < 40; i++) {
      happens(Vectors.id(i), purged());
      partition.endGroup();
    }
    assertEquals("exact", partition.index().engine());
    assertEquals(10, partition.index().size());
  }
}
