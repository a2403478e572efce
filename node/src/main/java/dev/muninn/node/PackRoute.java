package dev.muninn.node;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.ByteRange;
import akka.http.javadsl.model.headers.Range;
import akka.stream.javadsl.StreamConverters;
import dev.muninn.cluster.internal.InternalHandler;
import dev.muninn.cluster.internal.Peer;
import dev.muninn.gpu.pack.PackShare;
import dev.muninn.gpu.pack.PackShare.SharedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Gives model packs to other nodes: {@code /packs/NAME/FILE}, from a byte on where {@code Range}
 * says so, so that one that broke off goes on. Thread-safe.
 */
final class PackRoute implements InternalHandler {
  private static final String BEFORE_NAME = "/" + PackShare.PREFIX + "/";

  private final PackShare packs;
  private final Executor blocking;

  PackRoute(PackShare packs, Executor blocking) {
    this.packs = packs;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<HttpResponse> serve(HttpRequest request, Peer peer) {
    String path = request.getUri().path();
    int end = path.indexOf('/', BEFORE_NAME.length());
    if (!request.method().equals(HttpMethods.GET) || !path.startsWith(BEFORE_NAME) || end < 0) {
      return CompletableFuture.completedFuture(answer(StatusCodes.BAD_REQUEST.intValue()));
    }
    String pack = path.substring(BEFORE_NAME.length(), end);
    String file = path.substring(end + 1);
    return CompletableFuture.supplyAsync(
        () ->
            found(pack, file)
                .map(shared -> answer(shared, from(request)))
                .orElseGet(() -> answer(StatusCodes.NOT_FOUND.intValue())),
        blocking);
  }

  private Optional<SharedFile> found(String pack, String file) {
    try {
      return packs.find(pack, file);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static long from(HttpRequest request) {
    return request
        .getHeader(Range.class)
        .flatMap(
            range -> {
              ByteRange first = range.getRanges().iterator().next();
              return first.isFromOffset() && first.getOffset().isPresent()
                  ? Optional.of(first.getOffset().getAsLong())
                  : Optional.<Long>empty();
            })
        .orElse(0L);
  }

  private static HttpResponse answer(int status) {
    return HttpResponse.create().withStatus(status);
  }

  private static HttpResponse answer(SharedFile file, long from) {
    if (from > 0 && from >= file.bytes()) {
      return answer(StatusCodes.RANGE_NOT_SATISFIABLE.intValue());
    }
    return answer((from > 0 ? StatusCodes.PARTIAL_CONTENT : StatusCodes.OK).intValue())
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_OCTET_STREAM,
                file.bytes() - from,
                StreamConverters.fromInputStream(() -> openedAt(file, from))));
  }

  private static InputStream openedAt(SharedFile file, long from) throws IOException {
    InputStream bytes = file.opening().open();
    try {
      bytes.skipNBytes(from);
      return bytes;
    } catch (IOException shorter) {
      bytes.close();
      throw shorter;
    }
  }
}
