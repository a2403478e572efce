package dev.muninn.http.search;

import akka.Done;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.blob.PictureDecoder;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagingArea;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.Replies;
import dev.muninn.http.upload.Reception;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchReply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/search/by-image}: the body is a picture that is looked at and not kept. It is
 * decoded in a child process like any original, never here.
 */
public final class ByImageRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ByImageRoutes.class);

  /** What a camera's largest pictures have, with room. */
  public static final long MAX_BYTES = 128L << 20;

  private final Reception reception;
  private final StagingArea staging;
  private final PictureDecoder pictures;
  private final MediaSearch search;
  private final Offload blocking;

  /** {@code reception} bounds the body, by {@link #MAX_BYTES} at most. */
  public ByImageRoutes(
      Reception reception,
      StagingArea staging,
      PictureDecoder pictures,
      MediaSearch search,
      Offload blocking) {
    this.reception = reception;
    this.staging = staging;
    this.pictures = pictures;
    this.search = search;
    this.blocking = blocking;
  }

  public List<ApiRoute> routes() {
    return List.of(
        SearchFilters.on(
                ApiRoute.post("/api/v1/search/by-image")
                    .needs(Scope.MEDIA_READ)
                    .summary("Find media that look like a picture; it is not kept"))
            .query("k", "integer", "1..100, else 20")
            .rawBody()
            .replies(200, "The hits, nearest first", SearchWire.SearchResult.class)
            .problems(
                Problem.BAD_REQUEST,
                Problem.BAD_CURSOR,
                Problem.INCOMPLETE_BODY,
                Problem.TOO_LARGE,
                Problem.UNSUPPORTED_TYPE,
                Problem.UNREADABLE_PICTURE,
                Problem.EMPTY_FILE,
                Problem.NO_ROOM)
            .handledBy(this::byImage));
  }

  private CompletionStage<HttpResponse> byImage(ApiRequest request) {
    LikeQuery query = SearchRoutes.likeOf(request);
    return reception
        .receive(request.http(), request.org())
        .thenCompose(
            picture ->
                pictures
                    .decoded(picture, proxy -> search.like(query, proxy))
                    .handle((reply, failure) -> discarded(picture, reply, failure))
                    .thenCompose(end -> end))
        .thenApply(reply -> Replies.json(200, SearchWire.SearchResult.of(reply)));
  }

  /** Deletes the picture, then ends as the search did. */
  private CompletionStage<SearchReply> discarded(
      StagedBlob picture, SearchReply reply, Throwable failure) {
    return blocking
        .run(() -> discard(picture))
        .thenCompose(
            done ->
                failure == null
                    ? CompletableFuture.completedFuture(reply)
                    : CompletableFuture.failedFuture(failure));
  }

  /** What cannot be deleted now is swept later: no item knows it. */
  private Done discard(StagedBlob picture) {
    try {
      staging.discard(picture.ref());
    } catch (IOException e) {
      LOG.warn("event=staged-not-discarded ref={}", picture.ref().value(), e);
    }
    return Done.getInstance();
  }
}
