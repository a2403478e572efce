package dev.muninn.http.items;

import akka.NotUsed;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.javadsl.FileIO;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.muninn.http.auth.RandomTokens;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file as an answer: whole, or the ranges that were asked for, each read from where it begins.
 * The type is fixed by us; a page made of it may do nothing (SEC-25).
 */
record ServedFile(
    Path path, long size, String contentType, EntityTag tag, String cacheControl, String name) {
  private static final int CHUNK_BYTES = 128 * 1024;
  private static final int BOUNDARY_BYTES = 12;

  /** 200, 206, 304 or 416. */
  HttpResponse answer(ApiRequest request) {
    if (tag.knownTo(request)) {
      return tag.unchanged(cacheControl);
    }
    RangeRequest wanted =
        request.http().method().equals(HttpMethods.GET) && ifRangeHolds(request)
            ? RangeRequest.of(request.header("Range"), size)
            : new RangeRequest.Whole();
    return withHeaders(bodyOf(wanted));
  }

  private boolean ifRangeHolds(ApiRequest request) {
    return request.header("If-Range").map(given -> given.strip().equals(tag.quoted())).orElse(true);
  }

  private HttpResponse bodyOf(RangeRequest wanted) {
    if (wanted instanceof RangeRequest.Parts parts) {
      return parts.ranges().size() == 1 ? single(parts.ranges().get(0)) : multiple(parts.ranges());
    }
    if (wanted instanceof RangeRequest.OutOfFile) {
      throw new ProblemException(
          Problem.RANGE_NOT_SATISFIABLE,
          "The file has " + size + " bytes.",
          RawHeader.create("Content-Range", "bytes */" + size));
    }
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(contentType), size, bytes(new ByteRange(0, size - 1))));
  }

  private HttpResponse single(ByteRange range) {
    return HttpResponse.create()
        .withStatus(StatusCodes.PARTIAL_CONTENT)
        .withEntity(
            HttpEntities.create(ContentTypes.parse(contentType), range.length(), bytes(range)))
        .addHeader(RawHeader.create("Content-Range", range.of(size)));
  }

  private HttpResponse multiple(List<ByteRange> ranges) {
    String boundary = RandomTokens.next(BOUNDARY_BYTES);
    List<Source<ByteString, ?>> pieces = new ArrayList<>();
    long length = 0;
    for (ByteRange range : ranges) {
      ByteString head =
          ByteString.fromString(
              "\r\n--"
                  + boundary
                  + "\r\nContent-Type: "
                  + contentType
                  + "\r\nContent-Range: "
                  + range.of(size)
                  + "\r\n\r\n");
      pieces.add(Source.single(head));
      pieces.add(bytes(range));
      length += head.size() + range.length();
    }
    ByteString end = ByteString.fromString("\r\n--" + boundary + "--\r\n");
    pieces.add(Source.single(end));
    Source<ByteString, NotUsed> all = Source.from(pieces).flatMapConcat(piece -> piece);
    return HttpResponse.create()
        .withStatus(StatusCodes.PARTIAL_CONTENT)
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse("multipart/byteranges; boundary=" + boundary),
                length + end.size(),
                all));
  }

  /** Reads from the range's beginning and no further than one chunk past its end. */
  private Source<ByteString, ?> bytes(ByteRange range) {
    return FileIO.fromPath(path, CHUNK_BYTES, range.first())
        .statefulMapConcat(() -> new Limit(range.length()))
        .takeWhile(chunk -> !chunk.isEmpty());
  }

  /** Cuts the stream; an empty chunk says that it is over. */
  private static final class Limit
      implements akka.japi.function.Function<ByteString, Iterable<ByteString>> {
    private static final long serialVersionUID = 1;
    private long left;

    Limit(long bytes) {
      this.left = bytes;
    }

    @Override
    public Iterable<ByteString> apply(ByteString chunk) {
      ByteString taken = chunk.size() <= left ? chunk : chunk.take((int) left);
      left -= taken.size();
      return left == 0 && !taken.isEmpty()
          ? List.of(taken, ByteString.emptyByteString())
          : List.of(taken);
    }
  }

  private HttpResponse withHeaders(HttpResponse response) {
    return tag.on(response, cacheControl)
        .addHeader(RawHeader.create("Accept-Ranges", "bytes"))
        .addHeader(RawHeader.create("Content-Disposition", Disposition.inline(name)))
        .addHeader(RawHeader.create("Content-Security-Policy", "default-src 'none'; sandbox"));
  }
}
