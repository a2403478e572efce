package dev.muninn.query.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.query.Vectors;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ItemNumbersTest {
  private final ItemNumbers numbers = new ItemNumbers();

  @Test
  void countsInTheOrderOfFirstSight() {
    for (int i = 0; i < 200; i++) {
      assertEquals(i, numbers.of(Vectors.id(1_000 - i)));
    }
    assertEquals(7, numbers.of(Vectors.id(993)));
    assertEquals(Vectors.id(801), numbers.id(199));
    assertEquals(OptionalInt.of(199), numbers.find(Vectors.id(801)));
    assertEquals(OptionalInt.empty(), numbers.find(Vectors.id(1)));
    assertEquals(200, numbers.size());
    assertThrows(IndexOutOfBoundsException.class, () -> numbers.id(200));
  }

  @Test
  void aFilterOfItemsIgnoresWhatWasNeverSeen() {
    numbers.of(Vectors.id(5));
    numbers.of(Vectors.id(6));
    assertEquals(
        VectorFilter.items(RoaringBitmap.bitmapOf(1)),
        VectorFilter.only(numbers, List.of(Vectors.id(6), Vectors.id(9))));
  }

  @Test
  void isReadWhileItIsWritten() {
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                numbers.of(Vectors.id(i));
              }
            });
    while (!writing.isDone()) {
      int size = numbers.size();
      if (size > 0) {
        assertEquals(Vectors.id(size - 1), numbers.id(size - 1));
      }
    }
    writing.join();
    assertTrue(numbers.find(Vectors.id(19_999)).isPresent());
  }
}
