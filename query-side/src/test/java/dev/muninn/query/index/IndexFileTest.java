package dev.muninn.query.index;

import static dev.muninn.query.Happenings.ORG;
import static dev.muninn.query.Happenings.OTHER_ORG;
import static dev.muninn.query.Happenings.SPACE;
import static dev.muninn.query.Happenings.embedded;
import static dev.muninn.query.Happenings.indexed;
import static dev.muninn.query.Happenings.restored;
import static dev.muninn.query.Happenings.run;
import static dev.muninn.query.Happenings.trashed;
import static dev.muninn.query.Happenings.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.query.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
  private static final JournalOffset HORIZON = new JournalOffset(1_000, 0);
  private static final int ITEMS = 300;

  @TempDir Path folder;
  private IndexFolder index;
  private IndexPartition partition;

  @BeforeEach
  void fill() throws IOException {
    index = new IndexFolder(folder, SPACE, IndexPartitionTest.AUTO);
    partition = partition(ORG);
    index.save(List.of(partition), Set.of(ORG), partition.offset());
  }

  private static IndexPartition partition(OrgId org) {
    IndexPartition partition =
        new IndexPartition(org, SPACE, IndexPartitionTest.AUTO, JournalOffset.START);
    float[][] vectors = Vectors.clustered(5, ITEMS, SPACE.dimension());
    long ordering = 0;
    for (int i = 0; i < ITEMS; i++) {
      partition.apply(
          Vectors.id(i),
          embedded(run('a'), 1, 1, vector(0, vectors[i])),
          new JournalOffset(7, ++ordering));
    }
    partition.apply(Vectors.id(3), indexed(), new JournalOffset(8, ++ordering));
    partition.apply(Vectors.id(4), trashed(), new JournalOffset(8, ++ordering));
    partition.apply(
        Vectors.id(5),
        embedded(run('b'), 2, 3, vector(9, 1, 2, 3, 4)),
        new JournalOffset(9, ++ordering));
    partition.endGroup();
    return partition;
  }

  private IndexPartition load() throws IOException {
    return IndexFile.load(index.file(ORG), ORG, SPACE, IndexPartitionTest.AUTO);
  }

  @Test
  void givesBackWhatWasSaved() throws IOException {
    IndexPartition loaded = load();
    assertEquals(partition.offset(), loaded.offset());
    assertEquals(partition.index().keys(), loaded.index().keys());
    assertEquals(partition.unreported(), loaded.unreported());
    partition
        .index()
        .keys()
        .forEach(
            key ->
                assertArrayEquals(
                    partition.index().vector(key).orElseThrow(),
                    loaded.index().vector(key).orElseThrow()));
    loaded.apply(Vectors.id(4), restored(), new JournalOffset(10, 1_000));
    assertEquals(ITEMS, loaded.index().size());
    loaded.apply(
        Vectors.id(5), embedded(run('b'), 1, 3, vector(7, 1, 0, 0, 0)), new JournalOffset(11, 1));
    loaded.apply(
        Vectors.id(5), embedded(run('b'), 3, 3, vector(8, 1, 0, 0, 0)), new JournalOffset(11, 2));
    assertTrue(loaded.index().vector(new VectorKey(Vectors.id(5), 9)).isPresent());
  }

  @Test
  void isTheSameBytesForTheSameJournal() throws IOException {
    byte[] first = Files.readAllBytes(index.file(ORG));
    index.save(List.of(load()), Set.of(ORG), partition.offset());
    assertArrayEquals(first, Files.readAllBytes(index.file(ORG)));
    index.save(List.of(partition(ORG)), Set.of(ORG), partition.offset());
    assertArrayEquals(first, Files.readAllBytes(index.file(ORG)));
  }

  @Test
  void findsEveryTruncation() throws IOException {
    byte[] whole = Files.readAllBytes(index.file(ORG));
    for (int length = 0; length < whole.length; length += length < 200 ? 1 : 37) {
      Files.write(index.file(ORG), Arrays.copyOf(whole, length));
      assertThrows(DamagedFileException.class, this::load, "cut to " + length);
    }
    Files.write(index.file(ORG), Arrays.copyOf(whole, whole.length - 1));
    assertThrows(DamagedFileException.class, this::load);
    Files.write(index.file(ORG), Arrays.copyOf(whole, whole.length + 1));
    assertThrows(DamagedFileException.class, this::load);
  }

  @Test
  void findsEveryFlippedBit() throws IOException {
    byte[] whole = Files.readAllBytes(index.file(ORG));
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      int bit = i < 100 ? i : random.nextInt(whole.length * 8);
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(index.file(ORG), flipped);
      assertThrows(DamagedFileException.class, this::load, "bit " + bit);
    }
  }

  @Test
  void refusesTheFileOfAnotherOrgOrSpace() throws IOException {
    Files.copy(index.file(ORG), index.file(OTHER_ORG));
    assertThrows(
        DamagedFileException.class,
        () -> IndexFile.load(index.file(OTHER_ORG), OTHER_ORG, SPACE, IndexPartitionTest.AUTO));
    EmbeddingSpace next = new EmbeddingSpace("test", "2", SPACE.dimension());
    assertThrows(
        DamagedFileException.class,
        () -> IndexFile.load(index.file(ORG), ORG, next, IndexPartitionTest.AUTO));
  }

  @Test
  void goesOnFromTheCatalogueWhenAllIsThere() throws IOException {
    index.save(List.of(), Set.of(ORG), new JournalOffset(50, 5));
    IndexFolder.Loaded loaded = index.load(HORIZON);
    assertEquals(new JournalOffset(50, 5), loaded.offset());
    assertEquals(Set.of(ORG), loaded.partitions().keySet());
    assertEquals(0, loaded.refused().size());
  }

  @Test
  void startsOverAndSaysSoWhenAFileIsDamagedMissingOrForeign() throws IOException {
    assertEquals(JournalOffset.START, index.load(new JournalOffset(2, 0)).offset());
    assertEquals(2, index.load(new JournalOffset(2, 0)).refused().size());
    byte[] whole = Files.readAllBytes(index.file(ORG));
    Files.write(index.file(ORG), Arrays.copyOf(whole, whole.length / 2));
    IndexFolder.Loaded damaged = index.load(HORIZON);
    assertEquals(JournalOffset.START, damaged.offset());
    assertEquals(Set.of(index.file(ORG).getFileName().toString()), damaged.refused().keySet());
    Files.delete(index.file(ORG));
    assertEquals(JournalOffset.START, index.load(HORIZON).offset());
  }

  @Test
  void sweepsWhatAKilledProcessLeft() throws IOException {
    Path half = Files.createFile(folder.resolve("index-123.tmp"));
    index.load(HORIZON);
    assertTrue(Files.notExists(half));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }
}
