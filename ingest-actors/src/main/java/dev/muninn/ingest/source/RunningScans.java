package dev.muninn.ingest.source;

import dev.muninn.media.SessionId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The scans that run on this node, so that a shutdown can stop them while the entities still
 * answer: a scan that waits for an answer nobody gives would hold the process up. Thread-safe.
 */
final class RunningScans {

  private record Running(Scan scan, CompletableFuture<Void> end) {}

  private final Map<SessionId, Running> running = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /** Runs the scan on {@code executor}; after {@link #stopAll} nothing is begun any more. */
  CompletionStage<Void> run(SessionId session, Scan scan, Executor executor) {
    if (closing) {
      scan.stop();
    }
    CompletableFuture<Void> end = CompletableFuture.runAsync(scan::run, executor);
    running.put(session, new Running(scan, end));
    return end.whenComplete((nothing, failure) -> running.remove(session));
  }

  boolean isClosing() {
    return closing;
  }

  /** Stops all of them for good; completes when their threads are free. */
  CompletionStage<Void> stopAll() {
    closing = true;
    running.values().forEach(each -> each.scan().stop());
    return CompletableFuture.allOf(
            running.values().stream().map(Running::end).toArray(CompletableFuture[]::new))
        .exceptionally(failure -> null);
  }
}
