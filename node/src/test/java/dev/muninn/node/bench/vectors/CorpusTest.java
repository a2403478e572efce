package dev.muninn.node.bench.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final int DIMENSION = 24;
  private static final int ROWS = 300;
  private static final int K = 5;

  @TempDir private Path folder;
  private final ClusteredVectors source = new ClusteredVectors(DIMENSION, 7);

  @Test
  void findsTheRowsThatSortingAllOfThemPutsFirst() throws Exception {
    Corpus corpus = Corpus.make(folder, source, ROWS, 20, K);
    int[][] truth = corpus.truth(n -> true);
    for (int query = 0; query < truth.length; query++) {
      assertArrayEquals(sorted(corpus.asked().get(query), 1), truth[query]);
    }
  }

  @Test
  void takesOnlyWhatCounts() throws Exception {
    Corpus corpus = Corpus.make(folder, source, ROWS, 3, K);
    int[][] truth = corpus.truth(n -> n % 3 == 0);
    for (int query = 0; query < truth.length; query++) {
      assertArrayEquals(sorted(corpus.asked().get(query), 3), truth[query]);
    }
  }

  @Test
  void makesTheSameRowsOfTheSameSeed() {
    ClusteredVectors again = new ClusteredVectors(DIMENSION, 7);
    ClusteredVectors other = new ClusteredVectors(DIMENSION, 8);
    assertEquals(source.row(12), again.row(12));
    assertEquals(source.cluster(12), again.cluster(12));
    assertNotEquals(source.row(12), other.row(12));
    assertNotEquals(source.row(12), source.row(13));
  }

  private int[] sorted(float[] query, int every) {
    return IntStream.range(0, ROWS)
        .filter(n -> n % every == 0)
        .boxed()
        .sorted(Comparator.comparingDouble(n -> -product(query, source.row(n).toFloats())))
        .limit(K)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static float product(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
