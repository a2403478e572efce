package dev.muninn.http.items;

import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaEdits;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.problem.Problems;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Replies;
import dev.muninn.media.Curation;
import dev.muninn.media.signal.MediaItemReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a person does to an item: edits it, puts it into the trash, takes it out again. */
public final class EditRoutes {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_MATCH_WORDS =
      "The ETag of the item as you saw it: else, where it has changed, 412";
  private final MediaEdits edits;
  private final MediaCatalog catalog;

  public EditRoutes(MediaEdits edits, MediaCatalog catalog) {
    this.edits = edits;
    this.catalog = catalog;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.patch("/api/v1/media/{id}")
            .needs(Scope.MEDIA_WRITE)
            .summary("Edit rating, tags, title, place, date: absent stays, null takes back")
            .header(IF_MATCH, IF_MATCH_WORDS)
            .body(MediaEdit.class)
            .replies(200, "The item as it is now", MediaWire.Media.class)
            .problems(
                Problem.BAD_REQUEST,
                Problem.BAD_JSON,
                Problem.NOT_FOUND,
                Problem.GONE,
                Problem.PRECONDITION_FAILED)
            .handledBy(this::edit),
        ApiRoute.delete("/api/v1/media/{id}")
            .needs(Scope.MEDIA_WRITE)
            .summary("Put an item into the trash: it leaves lists and searches and keeps its bytes")
            .header(IF_MATCH, IF_MATCH_WORDS)
            .replies(204, "It lies in the trash", "")
            .problems(Problem.NOT_FOUND, Problem.GONE, Problem.PRECONDITION_FAILED)
            .handledBy(this::trash),
        ApiRoute.post("/api/v1/media/{id}/restore")
            .needs(Scope.MEDIA_WRITE)
            .summary("Take an item out of the trash, as it was")
            .replies(200, "The item as it is now", MediaWire.Media.class)
            .problems(Problem.NOT_FOUND, Problem.GONE)
            .handledBy(this::restore));
  }

  private CompletionStage<HttpResponse> edit(ApiRequest request) {
    Curation edit = MediaEdit.of(request.json(JsonNode.class));
    return seen(request)
        .thenCompose(
            onlyAt ->
                edits.curate(request.org(), request.mediaId(), edit, request.caller().id(), onlyAt))
        .thenCompose(reply -> shown(request, reply));
  }

  private CompletionStage<HttpResponse> trash(ApiRequest request) {
    return seen(request)
        .thenCompose(
            onlyAt -> edits.trash(request.org(), request.mediaId(), request.caller().id(), onlyAt))
        .thenApply(EditRoutes::requireDone)
        .thenApply(done -> Replies.empty(204));
  }

  private CompletionStage<HttpResponse> restore(ApiRequest request) {
    return edits
        .restore(request.org(), request.mediaId(), request.caller().id())
        .thenCompose(reply -> shown(request, reply));
  }

  /**
   * The number of the last event of the item that the client saw: it holds until the entity, which
   * alone decides, has looked at it. Empty without If-Match.
   */
  private CompletionStage<Optional<Long>> seen(ApiRequest request) {
    if (request.header(IF_MATCH).isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return MediaRoutes.found(catalog, request)
        .thenApply(
            row -> {
              if (!MediaRoutes.tagOf(row).isWantedBy(request)) {
                throw new ProblemException(
                    Problem.PRECONDITION_FAILED, "The item is no longer what its ETag says.");
              }
              return Optional.of(row.sequenceNr());
            });
  }

  private CompletionStage<HttpResponse> shown(ApiRequest request, MediaItemReply reply) {
    requireDone(reply);
    return MediaRoutes.found(catalog, request).thenApply(MediaRoutes::fresh);
  }

  private static MediaItemReply requireDone(MediaItemReply reply) {
    if (reply instanceof MediaItemReply.Rejected rejected) {
      throw Problems.ofRejection(rejected);
    }
    if (reply instanceof MediaItemReply.Accepted || reply instanceof MediaItemReply.AlreadyDone) {
      return reply;
    }
    throw new IllegalStateException("no answer to an edit: " + reply);
  }
}
