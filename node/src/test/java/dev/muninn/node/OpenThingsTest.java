package dev.muninn.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

  /** A node that the cluster removed because its cable was pulled: its database is silent. */
  @Test
  void whatHangsIsNotWaitedForForEver() throws InterruptedException {
    CountDownLatch cable = new CountDownLatch(1);
    open.opened("database", cable::await);
    assertFalse(open.closeAll(Duration.ofMillis(50)));
    cable.countDown();
  }

  @Test
  void whatClosesInTimeIsSaidToBeClosed() throws InterruptedException {
    open.opened("one", () -> closed.add("one"));
    assertTrue(open.closeAll(Duration.ofMinutes(1)));
    assertEquals(List.of("one"), closed);
  }
}
