package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenThingsTest {
  private final List<String> closed = new ArrayList<>();
  private final OpenThings open = new OpenThings();

  @Test
  void whatWasOpenedLastIsClosedFirstWhateverFails() {
    open.opened("one", () -> closed.add("one"));
    open.opened(
        "two",
        () -> {
          throw new IllegalStateException("two does not close");
        });
    open.opened("three", () -> closed.add("three"));
    open.closeAll();
    open.closeAll();
    assertEquals(List.of("three", "one"), closed);
  }

  @Test
  void whatIsOpenedAfterTheEndIsClosedAtOnce() {
    open.closeAll();
    assertThrows(OpenThings.Stopped.class, () -> open.opened("late", () -> closed.add("late")));
    assertEquals(List.of("late"), closed);
  }
}
