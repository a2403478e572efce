package dev.muninn.gpu.worker;

import dev.muninn.blob.DerivedStore;
import dev.muninn.media.DerivedKey;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Proxies in a folder of this machine: the node's own, or a share. A share that is not mounted must
 * not look like proxies that were lost, since those are made again: where the folder of a whole org
 * is missing, nothing is said of its files.
 */
public final class SharedProxies implements ProxySource {
  /** From a file up to its org's folder: run, item, first letters, org. */
  private static final int UP_TO_ORG = 4;

  private final DerivedStore derived;
  private final Executor blocking;

  /**
   * @param blocking a share may take its time
   */
  public SharedProxies(DerivedStore derived, Executor blocking) {
    this.derived = derived;
    this.blocking = blocking;
  }

  private record There(List<Path> paths) implements Proxies {
    @Override
    public void close() {
      // they belong to the store
    }
  }

  @Override
  public CompletionStage<Proxies> fetch(List<DerivedKey> keys) {
    return CompletableFuture.supplyAsync(
        () -> new There(keys.stream().map(this::pathOf).toList()), blocking);
  }

  private Path pathOf(DerivedKey key) {
    Path path = derived.path(key);
    if (!Files.exists(path)) {
      Path org = path;
      for (int i = 0; i < UP_TO_ORG; i++) {
        org = org.getParent();
      }
      if (!Files.isDirectory(org)) {
        throw new UncheckedIOException(
            new NoSuchFileException(
                org.toString(), null, "the folder of the small pictures is not there"));
      }
    }
    return path;
  }
}
