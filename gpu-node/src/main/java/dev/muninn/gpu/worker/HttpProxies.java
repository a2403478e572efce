package dev.muninn.gpu.worker;

import dev.muninn.blob.DerivedHttp;
import dev.muninn.blob.DerivedStore;
import dev.muninn.hash.Blake3;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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
 * else brought over HTTP from a node that has them ({@link DerivedHttp}), which says the hash of
 * what must arrive. What was brought is deleted when it was used.
 */
public final class HttpProxies implements ProxySource {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProxies.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 8;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final DerivedStore near;
  private final HttpClient client;
  private final List<URI> owners;
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
    this.client = client;
    this.owners = List.copyOf(owners);
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
      all.add(before.thenCompose(done -> ask(key, 0)));
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
  private CompletableFuture<Path> ask(DerivedKey key, int owner) {
    if (owner == owners.size()) {
      return owners.isEmpty()
          ? CompletableFuture.failedFuture(new IOException("no node is known that has proxies"))
          : CompletableFuture.completedFuture(folder.resolve("missing-" + file(key)));
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                owners.get(owner).resolve("/" + DerivedHttp.PREFIX + "/" + key.value()))
            .timeout(PATIENCE)
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenComposeAsync(
            answer -> {
              if (answer.statusCode() == NOT_FOUND) {
                return ask(key, owner + 1);
              }
              return CompletableFuture.completedFuture(kept(key, answer));
            },
            blocking);
  }

  private Path kept(DerivedKey key, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != OK) {
      throw new UncheckedIOException(
          new IOException(answer.uri() + " answered " + answer.statusCode()));
    }
    String arrived = HexFormat.of().formatHex(Blake3.hash(answer.body()));
    if (!answer.headers().firstValue(DerivedHttp.HASH_HEADER).equals(Optional.of(arrived))) {
      throw new UncheckedIOException(
          new IOException(answer.uri() + " did not arrive as it was sent"));
    }
    Path path = folder.resolve(file(key));
    try {
      return Files.write(path, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two batches may hold the same proxy. */
  private static String file(DerivedKey key) {
    return UUID.randomUUID() + "-" + Path.of(key.value()).getFileName();
  }
}
