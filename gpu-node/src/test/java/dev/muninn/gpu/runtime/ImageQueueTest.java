package dev.muninn.gpu.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.embedding.ImageOutcome;
import dev.muninn.gpu.pack.ImageSpec;
import dev.muninn.media.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ImageQueueTest {
  private static final Path CAT = Path.of("..", "bench", "retrieval", "pictures", "cat.jpg");
  private static final ImageSpec SPEC =
      new ImageSpec(
          "image.onnx",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          8,
          1,
          ImageSpec.Resize.CUT_THEN_SCALE,
          ImageSpec.Interpolation.BILINEAR,
          List.of(0.0, 0.0, 0.0),
          List.of(1.0, 1.0, 1.0),
          0,
          Optional.empty());
  private final FakeTowers towers = new FakeTowers();

  @Test
  void fillsABatchFromSeveralCalls() throws Exception {
    try (ImageQueue queue = queue(Duration.ofSeconds(10))) {
      CompletableFuture<?>[] calls = {call(queue, 1), call(queue, 1), call(queue, 2)};
      CompletableFuture.allOf(calls).get(5, TimeUnit.SECONDS);
    }
    assertEquals(List.of(4), towers.sizes());
  }

  @Test
  void endsABatchByAge() throws Exception {
    try (ImageQueue queue = queue(Duration.ofMillis(1))) {
      call(queue, 1).get(5, TimeUnit.SECONDS);
    }
    assertEquals(List.of(1), towers.sizes());
  }

  @Test
  void splitsWhatIsLargerThanABatch() throws Exception {
    try (ImageQueue queue = queue(Duration.ofSeconds(10))) {
      assertEquals(8, call(queue, 8).get(5, TimeUnit.SECONDS).size());
    }
    assertEquals(List.of(4, 4), towers.sizes());
  }

  @Test
  void saysWhichPictureTheModelFailedOn() throws Exception {
    towers.failAbove(0);
    try (ImageQueue queue = queue(Duration.ofMillis(1))) {
      ImageOutcome.Refused refused =
          assertInstanceOf(
              ImageOutcome.Refused.class, call(queue, 1).get(5, TimeUnit.SECONDS).get(0));
      assertEquals(ErrorCode.MODEL_FAILED, refused.failure().code());
      assertEquals("too many", refused.failure().detail());
    }
  }

  @Test
  void letsNobodyWaitForAClosedModel() throws Exception {
    ImageQueue queue = queue(Duration.ofSeconds(10));
    CountDownLatch gate = towers.shut();
    CompletableFuture<List<ImageOutcome>> running = call(queue, 4);
    assertTrue(towers.entered());
    CompletableFuture<List<ImageOutcome>> waiting = call(queue, 4);
    gate.countDown();
    queue.close();
    assertThrows(ExecutionException.class, () -> call(queue, 1).get(5, TimeUnit.SECONDS));
    assertEquals(4, running.get(5, TimeUnit.SECONDS).size());
    assertTrue(waiting.isDone());
  }

  private ImageQueue queue(Duration age) {
    Preprocessing preprocessing = new Preprocessing(SPEC);
    TowerRun run = new TowerRun(towers, new Head.Identity(2), preprocessing.length(), 4);
    return new ImageQueue(run, preprocessing, 2, age);
  }

  private static CompletableFuture<List<ImageOutcome>> call(ImageQueue queue, int pictures) {
    return queue.add(Collections.nCopies(pictures, CAT)).toCompletableFuture();
  }
}
