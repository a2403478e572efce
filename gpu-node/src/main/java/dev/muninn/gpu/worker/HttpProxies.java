package dev.muninn.gpu.worker;

import dev.muninn.blob.DerivedStore;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proxies that lie in a folder of this machine where they do (a share that is mounted), and are
 * else brought over HTTP from a node that has them ({@link ProxyOwners}), which says the hash of
 * what must arrive. What was brought is deleted when it was used.
 */
public final class HttpProxies implements ProxySource {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProxies.class);
  private static final int AT_ONCE = 8;

  private final DerivedStore near;
  private final ProxyOwners owners;
  private final Path folder;
  private final Executor blocking;

  /**
   * @param near where a share may be mounted
   * @param client that the owners answer
   * @param owners who may have them, asked in this order: {@code https://host:port}
   * @param folder for what was brought; made when it is missing
   */
  public HttpProxies(
      DerivedStore near, HttpClient client, List<URI> owners, Path folder, Executor blocking) {
    this.near = near;
    this.owners = new ProxyOwners(client, owners, Clock.systemUTC(), blocking);
    this.folder = folder;
    this.blocking = blocking;
  }

  /** What was brought is deleted, what was near stays. */
  private record Brought(List<Path> paths, List<Path> temporary) implements Proxies {
    @Override
    public void close() {
      for (Path file : temporary) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          LOG.warn("event=proxy-not-deleted path={} cause='{}'", file, e.toString());
        }
      }
    }
  }

  @Override
  public CompletionStage<Proxies> fetch(List<DerivedKey> keys) {
    return CompletableFuture.supplyAsync(() -> nearby(keys), blocking)
        .thenCompose(
            paths -> {
              List<Integer> far = new ArrayList<>();
              for (int i = 0; i < keys.size(); i++) {
                if (paths.get(i).isEmpty()) {
                  far.add(i);
                }
              }
              return bring(keys, paths, far);
            });
  }

  private List<Optional<Path>> nearby(List<DerivedKey> keys) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(
        keys.stream().map(near::path).map(Optional::of).map(p -> p.filter(Files::exists)).toList());
  }

  /** Some at a time, each after the one before in its row. */
  private CompletionStage<Proxies> bring(
      List<DerivedKey> keys, List<Optional<Path>> paths, List<Integer> far) {
    List<CompletableFuture<Path>> all = new ArrayList<>();
    for (int i = 0; i < far.size(); i++) {
      CompletableFuture<?> before =
          i < AT_ONCE ? CompletableFuture.completedFuture(null) : all.get(i - AT_ONCE);
      DerivedKey key = keys.get(far.get(i));
      all.add(before.thenCompose(done -> ask(key)));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .handle((done, trouble) -> Optional.ofNullable(trouble))
        .thenCompose(
            trouble -> {
              List<Path> temporary =
                  all.stream()
                      .filter(one -> !one.isCompletedExceptionally())
                      .map(one -> one.join())
                      .toList();
              if (trouble.isPresent()) {
                new Brought(List.of(), temporary).close();
                return CompletableFuture.failedFuture(trouble.get());
              }
              for (int i = 0; i < far.size(); i++) {
                paths.set(far.get(i), Optional.of(temporary.get(i)));
              }
              return CompletableFuture.completedFuture(
                  new Brought(paths.stream().map(Optional::orElseThrow).toList(), temporary));
            });
  }

  /** A path to nothing where no owner has it. */
  private CompletableFuture<Path> ask(DerivedKey key) {
    return owners
        .bytes(key)
        .thenApplyAsync(
            found ->
                found
                    .map(bytes -> kept(key, bytes))
                    .orElseGet(() -> folder.resolve("missing-" + file(key))),
            blocking);
  }

  private Path kept(DerivedKey key, byte[] bytes) {
    try {
      return Files.write(folder.resolve(file(key)), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two batches may hold the same proxy. */
  private static String file(DerivedKey key) {
    return UUID.randomUUID() + "-" + Path.of(key.value()).getFileName();
  }
}
