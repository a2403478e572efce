package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.jdbc.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JournalNotifierIT {

  @Test
  void manyCommitsAreHeardElsewhereAsFewNotifications() {
    AtomicInteger heard = new AtomicInteger();
    try (TestDatabase database = TestDatabase.create();
        JournalNotifier hearing =
            new JournalNotifier(database.databases().writer(), heard::incrementAndGet);
        JournalNotifier speaking = new JournalNotifier(database.databases().writer(), () -> {})) {
      JournalFixture.eventually(
          () -> {
            speaking.committed();
            return heard.get() > 0;
          });
      int before = heard.get();
      long began = System.nanoTime();
      long calls = 0;
      while (heard.get() < before + 4) {
        speaking.committed();
        hearing.committed();
        calls++;
        Thread.onSpinWait();
      }
      long millis = (System.nanoTime() - began) / 1_000_000;
      assertTrue(calls > 100, "calls " + calls);
      // two speakers, each at most every 50 ms
      assertTrue(millis >= 50, "4 notifications within " + millis + " ms");
    }
  }
}
