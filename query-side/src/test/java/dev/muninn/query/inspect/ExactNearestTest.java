package dev.muninn.query.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactNearestTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  @Test
  void keepsTheNearestOfEachQueryBestFirst() {
    ExactNearest exact = new ExactNearest(List.of(EAST, NORTH), 2);
    exact.add(7, new float[] {0.6f, 0.8f});
    exact.add(8, new float[] {0.8f, 0.6f});
    exact.add(9, new float[] {0.28f, 0.96f});
    assertArrayEquals(new int[][] {{8, 7}, {9, 7}}, exact.numbers());
    assertArrayEquals(new float[] {0.8f, 0.6f}, exact.products(0));
    assertArrayEquals(new float[] {0.96f, 0.8f}, exact.products(1));
  }

  @Test
  void givesFewerWhereFewerWerePutIn() {
    ExactNearest exact = new ExactNearest(List.of(EAST), 3);
    exact.add(1, NORTH);
    assertArrayEquals(new int[][] {{1}}, exact.numbers());
  }

  @Test
  void putsTheFirstOfEqualsFirst() {
    ExactNearest exact = new ExactNearest(List.of(EAST), 2);
    for (int number = 0; number < 4; number++) {
      exact.add(number, EAST);
    }
    assertArrayEquals(new int[][] {{0, 1}}, exact.numbers());
  }
}
