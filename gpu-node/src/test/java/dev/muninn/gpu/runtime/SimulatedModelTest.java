package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.ImageOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedModelTest {
  private static final Duration EACH = Duration.ofMillis(20);
  @TempDir private Path folder;

  @Test
  void takesItsTimeForEachPictureOneBatchAfterTheOther() throws IOException {
    Path proxy = Files.createFile(folder.resolve("proxy.jpg"));
    try (SimulatedModel model = new SimulatedModel("one", EACH)) {
      long begin = System.nanoTime();
      CompletableFuture<List<ImageOutcome>> first =
          model.embedImages(List.of(proxy, proxy)).toCompletableFuture();
      List<ImageOutcome> second = model.embedImages(List.of(proxy)).toCompletableFuture().join();
      assertTrue(System.nanoTime() - begin >= EACH.multipliedBy(3).toNanos());
      assertEquals(first.join().get(0), second.get(0));
      assertEquals("simulated-one-512", model.space().id());
    }
  }

  @Test
  void aMissingProxyIsRefused() {
    try (SimulatedModel model = new SimulatedModel("one", EACH)) {
      assertInstanceOf(
          ImageOutcome.Refused.class,
          model.embedImages(List.of(folder.resolve("none"))).toCompletableFuture().join().get(0));
    }
  }
}
