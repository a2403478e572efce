package dev.muninn.node.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be undone when a benchmark ends, the last first, whatever ends it: it is closed, or the
 * process is told to end (SIGTERM, Ctrl-C). Thread-safe.
 */
public final class Ending implements AutoCloseable {
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Thread hook;
  private boolean ended;

  /** Undoes one thing. */
  public interface Step {
    void run() throws IOException;
  }

  /**
   * @param name of the thread that ends it where the process is told to
   */
  public Ending(String name) {
    hook = new Thread(this::end, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Enters how something is undone that was just made.
   *
   * @throws IOException after it was undone at once: the end has come meanwhile
   */
  public synchronized void with(Step step) throws IOException {
    if (ended) {
      step.run();
      throw new IOException("the benchmark was told to end");
    }
    steps.push(step);
  }

  /** Enters a process: it is killed as {@code kill -9} does it. */
  public void withKill(Process process) throws IOException {
    with(() -> process.destroyForcibly().onExit().join());
  }

  /**
   * Undoes everything, also what comes after something that cannot be undone.
   *
   * @throws UncheckedIOException of the first that cannot be
   */
  private synchronized void end() {
    ended = true;
    UncheckedIOException first = null;
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (IOException trouble) {
        first = first == null ? new UncheckedIOException(trouble) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException onItsWay) {
      // the process is told to end, and the hook finds nothing to do
    }
  }
}
