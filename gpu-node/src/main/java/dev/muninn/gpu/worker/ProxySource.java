package dev.muninn.gpu.worker;

import dev.muninn.media.DerivedKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where a worker has its proxies from (port): a folder that nodes share, or a node that has them.
 * Thread-safe; nothing blocks the caller.
 */
public interface ProxySource {

  /**
   * Brings proxies near; one path for each, in order. A proxy that its owner does not have is a
   * path to nothing.
   *
   * @return fails where the owner cannot be asked: that says nothing of the proxies
   */
  CompletionStage<Proxies> fetch(List<DerivedKey> keys);

  /** Proxies that can be read until they are closed. */
  interface Proxies extends AutoCloseable {
    List<Path> paths();

    @Override
    void close();
  }
}
