package dev.muninn.gpu.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Where a worker gets a pack that it lacks. Thread-safe; nothing blocks the caller. */
public interface PackSupply {
  /** Nobody gives any. */
  PackSupply NONE =
      new PackSupply() {
        @Override
        public boolean lacks(String pack) {
          return false;
        }

        @Override
        public CompletionStage<Void> fetch(String pack, Consumer<String> far) {
          return CompletableFuture.failedFuture(new IllegalStateException("no supply"));
        }
      };

  /** Whether there is none of that name here, so that one may be fetched. */
  boolean lacks(String pack);

  /**
   * Brings it here.
   *
   * @param far hears how far that is, in words
   * @return fails with words for the operator
   */
  CompletionStage<Void> fetch(String pack, Consumer<String> far);
}
