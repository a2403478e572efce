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
import java.util.concurrent.CopyOnWriteArrayList;
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
          0);
  private final FakeTowers towers = new FakeTowers();

  @Test
  void fillsABatchFromSeveralCalls() throws Exception {
    try (ImageQueue queue = queue(Duration.ofSeconds(10))) {
      CompletableFuture<?>[] calls = {call(queue, 1), call(queue, 1), call(queue, 2)};
      CompletableFuture.allOf(calls).get(5, TimeUnit.SECONDS);
    }
    assertEquals(List.of(4), towers.sizes);
  }

  @Test
  void endsABatchByAge() throws Exception {
    try (ImageQueue queue = queue(Duration.ofMillis(1))) {
      call(queue, 1).get(5, TimeUnit.SECONDS);
    }
    assertEquals(List.of(1), towers.sizes);
  }

  @Test
  void splitsWhatIsLargerThanABatch() throws Exception {
    try (ImageQueue queue = queue(Duration.ofMillis(1))) {
      assertEquals(10, call(queue, 10).get(5, TimeUnit.SECONDS).size());
    }
    assertEquals(4, towers.sizes.get(0));
    assertEquals(10, towers.sizes.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void triesABatchThatFailsPictureByPicture() throws Exception {
    towers.failAbove = 1;
    try (ImageQueue queue = queue(Duration.ofSeconds(10))) {
      for (ImageOutcome outcome : call(queue, 4).get(5, TimeUnit.SECONDS)) {
        assertInstanceOf(ImageOutcome.Seen.class, outcome);
      }
    }
    assertEquals(List.of(4, 1, 1, 1, 1), towers.sizes);
  }

  @Test
  void saysWhichPictureTheModelFailedOn() throws Exception {
    towers.failAbove = 0;
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
    ImageQueue queue = queue(Duration.ofMillis(1));
    towers.gate = new CountDownLatch(1);
    CompletableFuture<List<ImageOutcome>> running = call(queue, 4);
    assertTrue(towers.entered.await(5, TimeUnit.SECONDS));
    CompletableFuture<List<ImageOutcome>> waiting = call(queue, 4);
    towers.gate.countDown();
    queue.close();
    assertThrows(ExecutionException.class, () -> call(queue, 1).get(5, TimeUnit.SECONDS));
    assertEquals(4, running.get(5, TimeUnit.SECONDS).size());
    assertTrue(waiting.isDone());
  }

  private ImageQueue queue(Duration age) {
    return new ImageQueue(towers, new Preprocessing(SPEC), new Head.Identity(2), 4, age);
  }

  private static CompletableFuture<List<ImageOutcome>> call(ImageQueue queue, int pictures) {
    return queue.add(Collections.nCopies(pictures, CAT)).toCompletableFuture();
  }

  /** Gives (3, 4) for every picture, and fails for more than so many at once. */
  private static final class FakeTowers implements Towers {
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int failAbove = Integer.MAX_VALUE;

    @Override
    public float[][] images(float[] pictures, int count) throws ModelException {
      sizes.add(count);
      entered.countDown();
      boolean interrupted = false;
      while (true) {
        try {
          gate.await();
          break;
        } catch (InterruptedException e) {
          // natives aren't interrupted either
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (count > failAbove) {
        throw new ModelException("too many");
      }
      float[][] out = new float[count][];
      for (int i = 0; i < count; i++) {
        out[i] = new float[] {3, 4};
      }
      return out;
    }

    @Override
    public float[] text(Tokens tokens) {
      return new float[] {3, 4};
    }

    @Override
    public void close() {}
  }
}
