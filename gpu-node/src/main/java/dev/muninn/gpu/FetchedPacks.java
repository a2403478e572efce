package dev.muninn.gpu;

import dev.muninn.gpu.pack.ModelPacks;
import dev.muninn.gpu.pack.PackOwners;
import dev.muninn.gpu.worker.PackSupply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs that other nodes of the cluster have. Thread-safe. */
final class FetchedPacks implements PackSupply {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedPacks.class);
  private static final long MB = 1_000_000;

  private final ModelPacks packs;
  private final PackOwners owners;
  private final Executor blocking;

  FetchedPacks(ModelPacks packs, PackOwners owners, Executor blocking) {
    this.packs = packs;
    this.owners = owners;
    this.blocking = blocking;
  }

  @Override
  public boolean lacks(String pack) {
    return !packs.has(pack);
  }

  @Override
  public CompletionStage<Void> fetch(String pack, Consumer<String> far) {
    return CompletableFuture.runAsync(() -> fetchNow(pack, far), blocking);
  }

  private void fetchNow(String pack, Consumer<String> far) {
    long begin = System.nanoTime();
    LOG.info("event=pack-wanted pack={}", pack);
    try {
      owners.fetch(
          pack,
          packs,
          (path, done, total) -> far.accept(path + ", " + done / MB + " of " + total / MB + " MB"));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble.getMessage(), trouble);
    }
    LOG.info(
        "event=pack-fetched pack={} elapsedMs={}", pack, (System.nanoTime() - begin) / 1_000_000);
  }
}
