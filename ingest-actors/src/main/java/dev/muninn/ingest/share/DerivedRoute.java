package dev.muninn.ingest.share;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import dev.muninn.blob.DerivedHttp;
import dev.muninn.blob.DerivedStore;
import dev.muninn.cluster.internal.InternalHandler;
import dev.muninn.cluster.internal.Peer;
import dev.muninn.hash.Blake3;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Gives derived files to other nodes, with the hash of what was read, so that a worker needs no
 * mount: 404 where the file is missing for certain, 503 in words where the store is away, so that
 * another node is asked. Thread-safe.
 */
public final class DerivedRoute implements InternalHandler {
  /** As much as a worker reads of a proxy. */
  private static final long MOST_BYTES = 32L << 20;

  private static final String BEFORE_KEY = "/" + DerivedHttp.PREFIX + "/";

  private final DerivedStore derived;
  private final Executor blocking;

  public DerivedRoute(DerivedStore derived, Executor blocking) {
    this.derived = derived;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<HttpResponse> serve(HttpRequest request, Peer peer) {
    String path = request.getUri().path();
    if (!request.method().equals(HttpMethods.GET) || !path.startsWith(BEFORE_KEY)) {
      return CompletableFuture.completedFuture(refused());
    }
    DerivedKey key;
    try {
      key = new DerivedKey(path.substring(BEFORE_KEY.length()));
    } catch (IllegalArgumentException noKey) {
      return CompletableFuture.completedFuture(refused());
    }
    return CompletableFuture.supplyAsync(() -> read(key), blocking);
  }

  private static HttpResponse refused() {
    return HttpResponse.create().withStatus(StatusCodes.BAD_REQUEST);
  }

  private static HttpResponse away() {
    return HttpResponse.create()
        .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
        .withEntity("the store is away on this node: whether the file exists cannot be said");
  }

  private HttpResponse read(DerivedKey key) {
    Path path = derived.path(key);
    try {
      if (Files.size(path) > MOST_BYTES) {
        return HttpResponse.create().withStatus(StatusCodes.CONTENT_TOO_LARGE);
      }
      byte[] bytes = Files.readAllBytes(path);
      return HttpResponse.create()
          .addHeader(
              RawHeader.create(
                  DerivedHttp.HASH_HEADER, HexFormat.of().formatHex(Blake3.hash(bytes))))
          .withEntity(ContentTypes.APPLICATION_OCTET_STREAM, bytes);
    } catch (NoSuchFileException missing) {
      return derived.isThere() ? HttpResponse.create().withStatus(StatusCodes.NOT_FOUND) : away();
    } catch (IOException trouble) {
      if (derived.isThere()) {
        throw new UncheckedIOException(trouble);
      }
      return away();
    }
  }
}
