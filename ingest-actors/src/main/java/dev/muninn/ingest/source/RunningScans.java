package dev.muninn.ingest.source;

import dev.muninn.media.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The scans that run on this node. They outlive the coordinator that began them: one that starts
 * again after a failure begins none twice at once. A shutdown can stop them while the entities
 * still answer: a scan that waits for an answer nobody gives would hold the process up.
 * Thread-safe.
 */
final class RunningScans {

  /** A scan, as far as it is run and stopped. */
  interface Job extends Runnable {
    /** Makes {@code run} return soon. */
    void stop();
  }

  private record Running(Job scan, CompletableFuture<Void> end) {}

  private final Map<SessionId, Running> running = new ConcurrentHashMap<>();
  private boolean closing;

  /**
   * Runs the scan on {@code executor}. Empty, and nothing happens, while a scan of this session
   * runs here or {@code atMost} others do, and after {@link #stopAll}.
   */
  synchronized Optional<CompletionStage<Void>> run(
      SessionId session, Job scan, int atMost, Executor executor) {
    if (closing || running.containsKey(session) || running.size() >= atMost) {
      return Optional.empty();
    }
    CompletableFuture<Void> end = new CompletableFuture<>();
    running.put(session, new Running(scan, end));
    return Optional.of(
        CompletableFuture.runAsync(scan, executor)
            .whenComplete(
                (nothing, failure) -> {
                  running.remove(session);
                  end.complete(null);
                }));
  }

  /**
   * Asks those that run now to end; they stay owed, and may be begun again once they have ended.
   */
  void breakOff() {
    running.values().forEach(each -> each.scan().stop());
  }

  /** Stops all of them for good; completes when their threads are free. */
  synchronized CompletionStage<Void> stopAll() {
    closing = true;
    breakOff();
    return CompletableFuture.allOf(
        running.values().stream().map(Running::end).toArray(CompletableFuture[]::new));
  }

  synchronized boolean isClosing() {
    return closing;
  }
}
