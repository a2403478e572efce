package dev.muninn.node.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muninn.cluster.jdbc.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
class DatabaseTurnIT {
  @Test
  void oneAtATimeHasTheTurnAndAFailureGivesItBack() throws Exception {
    var threads = Executors.newFixedThreadPool(2);
    try (TestDatabase database = TestDatabase.create()) {
      DatabaseTurn server = new DatabaseTurn(database.databases().writer(), threads);
      DatabaseTurn attic = new DatabaseTurn(database.databases().writer(), threads);
      CompletableFuture<String> found = new CompletableFuture<>();
      CountDownLatch atIt = new CountDownLatch(1);
      CountDownLatch begun = new CountDownLatch(1);
      var first =
          server.take(
              () -> {
                atIt.countDown();
                return found;
              });
      atIt.await();
      var second =
          attic.take(
              () -> {
                begun.countDown();
                return CompletableFuture.completedFuture("the second");
              });
      assertFalse(begun.await(300, TimeUnit.MILLISECONDS));
      found.completeExceptionally(new IllegalStateException("a node that fails"));
      assertEquals("the second", second.toCompletableFuture().join());
      assertThrows(CompletionException.class, () -> first.toCompletableFuture().join());
    } finally {
      threads.shutdownNow();
    }
  }
}
