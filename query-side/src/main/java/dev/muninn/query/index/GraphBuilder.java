package dev.muninn.query.index;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the process that links graphs in the background, one after the other. */
final class GraphBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(GraphBuilder.class);
  private static final ExecutorService THREAD = executor();

  private GraphBuilder() {}

  /** Has this done; it may have to wait for others. */
  static void run(Runnable work) {
    THREAD.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            LOG.error("gave up linking a graph: what is missing in it is scanned", e);
            throw e;
          }
        });
  }

  private static ExecutorService executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), GraphBuilder::named);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-graph");
    thread.setDaemon(true);
    return thread;
  }
}
