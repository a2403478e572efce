package dev.muninn.gpu.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives (3, 4 + its first number) for every picture; fails for more than so many at once, has
 * memory for so many, and waits where a test wants it to.
 */
final class FakeTowers implements Towers {
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile int failAbove = Integer.MAX_VALUE;
  private volatile int memory = Integer.MAX_VALUE;

  void failAbove(int count) {
    failAbove = count;
  }

  void memory(int pictures) {
    memory = pictures;
  }

  /** Calls wait until it is opened. */
  CountDownLatch shut() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** Whether a call began within some seconds. */
  boolean entered() throws InterruptedException {
    return entered.await(5, TimeUnit.SECONDS);
  }

  /** Of all calls, also those that failed. */
  List<Integer> sizes() {
    return sizes;
  }

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
    if (count > memory) {
      throw DeviceMemoryException.of(
          "PyTorch", new IllegalStateException("CUDA out of memory. Tried to allocate 2.00 GiB"));
    }
    float[][] out = new float[count][];
    for (int i = 0; i < count; i++) {
      // the first number of the picture says which it is
      out[i] = new float[] {3, 4 + pictures[i * (pictures.length / count)]};
    }
    return out;
  }

  @Override
  public float[] text(Tokens tokens) {
    return new float[] {3, 4};
  }

  @Override
  public ComputeDevice device() {
    return ComputeDevice.cuda(1);
  }

  @Override
  public void close() {}
}
