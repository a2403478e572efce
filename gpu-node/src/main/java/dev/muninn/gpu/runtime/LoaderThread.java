package dev.muninn.gpu.runtime;

import dev.muninn.gpu.pack.PackException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Loads networks on a thread with a deep stack: ONNX Runtime 1.29 recurses through more than a
 * mebibyte of stack when it starts, and Java's default ends there, without a word, by a crash of
 * the process (measured: 1 MiB crashes, 2 MiB does not).
 */
final class LoaderThread {
  private static final long STACK_BYTES = 16L << 20;

  private LoaderThread() {}

  /** What is to be loaded. */
  interface Loading<T> {
    T load() throws PackException;
  }

  static <T> T call(Loading<T> loading) throws PackException {
    FutureTask<T> task = new FutureTask<>(loading::load);
    Thread thread = new Thread(null, task, "muninn-model-loader", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PackException("Loading the model was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PackException trouble) {
        throw trouble;
      }
      throw new PackException("The model can't be loaded: " + e.getCause(), e);
    }
  }
}
