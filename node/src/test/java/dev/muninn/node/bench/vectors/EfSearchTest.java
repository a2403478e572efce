package dev.muninn.node.bench.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EfSearchTest {
  private static final int K = 10;
  private static final int[][] TRUTH = {IntStream.range(0, K).toArray()};

  @Test
  void findsTheFirstListThatIsLongEnough() throws Exception {
    assertEquals(OptionalInt.of(87), EfSearch.shortest(new Finds(87), K, 1.0, TRUTH));
    assertEquals(OptionalInt.of(10), EfSearch.shortest(new Finds(10), K, 1.0, TRUTH));
    assertEquals(OptionalInt.of(11), EfSearch.shortest(new Finds(11), K, 1.0, TRUTH));
  }

  @Test
  void saysWhenNoListIsLongEnough() throws Exception {
    assertEquals(OptionalInt.empty(), EfSearch.shortest(new Finds(1_000_000), K, 1.0, TRUTH));
  }

  @Test
  void countsTheShareOfTrueNeighboursThatWereFound() {
    Run run = new Run(1, 1, new long[] {1, 1}, new int[][] {{0, 1, 99}, {5}});
    assertEquals(0.5, run.recall(new int[][] {{0, 1, 2, 3}, {}}));
  }

  @Test
  void takesThePercentileByNearestRank() {
    long[] each = IntStream.rangeClosed(1, 100).mapToLong(ms -> ms * 1_000_000L).toArray();
    Run run = new Run(200_000_000_000L, 1, each, new int[100][]);
    assertEquals(50, run.percentileMs(0.5));
    assertEquals(99, run.percentileMs(0.99));
    assertEquals(0.5, run.perSecond());
  }

  /** Finds all of them from one length on, and none below. */
  private record Finds(int from) implements Contender {
    @Override
    public String name() {
      return "finds";
    }

    @Override
    public Built build() {
      throw new UnsupportedOperationException("an ef is looked for by asking alone");
    }

    @Override
    public boolean tunable() {
      return true;
    }

    @Override
    public Run run(int k, int ef) {
      return new Run(1, 1, new long[1], ef >= from ? TRUTH : new int[1][0]);
    }

    @Override
    public OptionalDouble distances(int k, int ef) {
      return OptionalDouble.empty();
    }

    @Override
    public Kept keep(Path file) {
      throw new UnsupportedOperationException("an ef is looked for by asking alone");
    }

    @Override
    public void close() {}
  }
}
