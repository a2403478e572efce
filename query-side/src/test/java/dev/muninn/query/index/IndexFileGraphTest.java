package dev.muninn.query.index;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.query.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a partition that has crossed the border to the graph and was swept out once. */
class IndexFileGraphTest {
  private static final int DIMENSION = 12;
  private static final int ITEMS = 1_500;
  private static final EmbeddingSpace SMALL = new EmbeddingSpace("test", "1", DIMENSION);
  private static final HnswParameters PARAMETERS = new HnswParameters(6, 24, 24);
  private static final EngineChoice AUTO =
      new EngineChoice(EngineChoice.Engine.AUTO, 1_100, PARAMETERS);

  @TempDir Path folder;

  /** Grows over the border, replaces a third, trashes some. */
  private static IndexPartition partition(int group) {
    IndexPartition partition = new IndexPartition(ORG, SMALL, AUTO, JournalOffset.START);
    float[][] vectors = Vectors.clustered(5, 2 * ITEMS, DIMENSION);
    long ordering = 0;
    for (int i = 0; i < ITEMS + ITEMS / 3; i++) {
      partition.apply(
          Vectors.id(i % ITEMS),
          embedded(SMALL, run(i < ITEMS ? 'a' : 'b'), 1, 1, vector(0, vectors[i])),
          new JournalOffset(7, ++ordering));
      if (ordering % group == 0) {
        partition.endGroup();
      }
    }
    for (int i = 700; i < 720; i++) {
      partition.apply(Vectors.id(i), trashed(), new JournalOffset(8, ++ordering));
    }
    partition.endGroup();
    return partition;
  }

  private byte[] saved(IndexPartition partition) throws IOException {
    Path file = folder.resolve("saved.idx");
    IndexFile.save(file, partition);
    return Files.readAllBytes(file);
  }

  private IndexPartition load(byte[] bytes) throws IOException {
    Path file = folder.resolve("loaded.idx");
    Files.write(file, bytes);
    return IndexFile.load(file, ORG, SMALL, AUTO);
  }

  private static IndexPartition settled(IndexPartition partition) {
    partition.settle();
    return partition;
  }

  @Test
  void isTheSameBytesHoweverTheEventsWereGroupedAndWheneverTheyWereLinked() throws IOException {
    byte[] first = saved(settled(partition(500)));
    assertArrayEquals(first, saved(settled(partition(500))));
    assertArrayEquals(first, saved(settled(partition(1))));
    byte[] unsettled = saved(partition(137));
    assertArrayEquals(first, saved(settled(load(unsettled))));
  }

  @Test
  void givesTheGraphBackAndGoesOnAlike() throws IOException {
    IndexPartition before = settled(partition(500));
    IndexPartition after = load(saved(before));
    assertEquals("flat", after.index().engine());
    assertEquals(before.index().dead(), after.index().dead());
    assertNotEquals(0, after.index().dead());
    assertEquals(before.index().keys(), after.index().keys());
    for (float[] query : Vectors.clustered(9, 20, DIMENSION)) {
      assertEquals(search(before, query), search(after, query));
    }
    float[][] more = Vectors.clustered(11, 400, DIMENSION);
    for (int i = 0; i < more.length; i++) {
      var event = embedded(SMALL, run('c'), 1, 1, vector(0, more[i]));
      before.apply(Vectors.id(i), event, new JournalOffset(9, i));
      after.apply(Vectors.id(i), event, new JournalOffset(9, i));
    }
    assertArrayEquals(saved(settled(before)), saved(settled(after)));
  }

  private static List<VectorHit> search(IndexPartition partition, float[] query) {
    return partition.index().search(query, 10, VectorFilter.everything());
  }

  @Test
  void servesTheConfiguredEngineWhateverWasSaved() throws IOException {
    byte[] file = saved(settled(partition(500)));
    Path path = folder.resolve("other.idx");
    Files.write(path, file);
    for (EngineChoice.Engine engine : EngineChoice.Engine.values()) {
      IndexPartition other =
          IndexFile.load(path, ORG, SMALL, new EngineChoice(engine, 1_100, PARAMETERS));
      assertEquals(ITEMS - 20, other.index().size(), engine.name());
      other.settle();
      byte[] again = saved(other);
      assertEquals(
          ITEMS - 20, IndexFile.load(folder.resolve("saved.idx"), ORG, SMALL, AUTO).index().size());
      assertNotEquals(0, again.length);
    }
  }

  @Test
  void findsAThousandDamages() throws IOException {
    byte[] whole = saved(settled(partition(500)));
    Random random = new Random(11);
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = damaged(whole, i, random);
      assertThrows(DamagedFileException.class, () -> load(damaged), "damage " + i);
    }
  }

  private static byte[] damaged(byte[] whole, int i, Random random) {
    return switch (i % 4) {
      case 0 -> flipped(whole, i < 800 ? i : random.nextInt(whole.length * 8));
      case 1 -> flipped(whole, random.nextInt(whole.length * 8));
      case 2 -> Arrays.copyOf(whole, i < 400 ? i : whole.length - 1 - i);
      default -> Arrays.copyOf(whole, whole.length + 1 + random.nextInt(64));
    };
  }

  private static byte[] flipped(byte[] whole, int bit) {
    byte[] bytes = whole.clone();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return bytes;
  }
}
