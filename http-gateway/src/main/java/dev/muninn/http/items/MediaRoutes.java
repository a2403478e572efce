package dev.muninn.http.items;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.util.ByteString;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.json.Json;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.FilterParameters;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/media}: lists, the timeline, one item with its facts. */
public final class MediaRoutes {
  private static final int MAX_PAGE = 500;
  private static final int DEFAULT_PAGE = 100;
  private static final String REVALIDATE = "private, no-cache";
  private final MediaCatalog catalog;

  public MediaRoutes(MediaCatalog catalog) {
    this.catalog = catalog;
  }

  public List<ApiRoute> routes() {
    return List.of(
        FilterParameters.on(
                ApiRoute.get("/api/v1/media")
                    .needs(Scope.MEDIA_READ)
                    .summary("All media, newest first"))
            .query("cursor", "string", "From the page before")
            .query("limit", "integer", "1..500, else 100")
            .replies(200, "A page", MediaWire.MediaPage.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_CURSOR)
            .handledBy(this::list),
        FilterParameters.on(
                ApiRoute.get("/api/v1/media/timeline")
                    .needs(Scope.MEDIA_READ)
                    .summary("How many items fall on each day or month"))
            .query("unit", "string", "day or month (default)")
            .query("zone", "string", "A time zone, else UTC")
            .replies(200, "The counts, newest first", MediaWire.Timeline.class)
            .problems(Problem.BAD_REQUEST)
            .handledBy(this::timeline),
        ApiRoute.get("/api/v1/media/{id}")
            .needs(Scope.MEDIA_READ)
            .summary("One item: its facts with their layers, and links")
            .replies(200, "The item", MediaWire.Media.class)
            .replies(304, "Unchanged", "")
            .problems(Problem.NOT_FOUND)
            .handledBy(this::one),
        ApiRoute.get("/api/v1/media/{id}/segments")
            .needs(Scope.MEDIA_READ)
            .summary("The scenes of a video; a picture has one")
            .replies(200, "The segments", MediaWire.Segments.class)
            .replies(304, "Unchanged", "")
            .problems(Problem.NOT_FOUND)
            .handledBy(this::segments));
  }

  private CompletionStage<HttpResponse> list(ApiRequest request) {
    QueryParams query = request.query();
    int limit = query.number("limit", 1, MAX_PAGE, DEFAULT_PAGE);
    return catalog
        .list(request.org(), FilterParameters.of(query), query.cursor(), limit)
        .thenApply(page -> Replies.json(200, MediaWire.MediaPage.of(page)));
  }

  private CompletionStage<HttpResponse> timeline(ApiRequest request) {
    QueryParams query = request.query();
    TimelineUnit unit =
        query
            .word("unit", List.of(TimelineUnit.values()), MediaRoutes::word)
            .orElse(TimelineUnit.MONTH);
    return catalog
        .timeline(request.org(), FilterParameters.of(query), unit, query.zone("zone"))
        .thenApply(
            found -> found.stream().map(b -> new MediaWire.Bucket(b.start(), b.count())).toList())
        .thenApply(buckets -> Replies.json(200, new MediaWire.Timeline(word(unit), buckets)));
  }

  private static String word(TimelineUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private CompletionStage<HttpResponse> one(ApiRequest request) {
    return found(catalog, request).thenApply(row -> tagged(request, MediaWire.Media.of(row)));
  }

  private CompletionStage<HttpResponse> segments(ApiRequest request) {
    return found(catalog, request).thenApply(row -> tagged(request, MediaWire.Segments.of(row)));
  }

  /** The tag of an item as {@code GET /media/{id}} shows it. */
  static EntityTag tagOf(MediaRow row) {
    return EntityTag.ofBytes(Json.bytes(MediaWire.Media.of(row)));
  }

  /** An item after a change, with the tag that the next one may name. */
  static HttpResponse fresh(MediaRow row) {
    byte[] body = Json.bytes(MediaWire.Media.of(row));
    return whole(body, EntityTag.ofBytes(body));
  }

  private static HttpResponse tagged(ApiRequest request, Object wire) {
    byte[] body = Json.bytes(wire);
    EntityTag tag = EntityTag.ofBytes(body);
    return tag.knownTo(request) ? tag.unchanged(REVALIDATE) : whole(body, tag);
  }

  private static HttpResponse whole(byte[] body, EntityTag tag) {
    return tag.on(
        HttpResponse.create()
            .withEntity(
                HttpEntities.create(
                    ContentTypes.APPLICATION_JSON, ByteString.fromArrayUnsafe(body))),
        REVALIDATE);
  }

  /** The item of the path in the caller's org; another org's is as little there as none. */
  static CompletionStage<MediaRow> found(MediaCatalog catalog, ApiRequest request) {
    return catalog
        .find(request.org(), request.mediaId())
        .thenApply(
            row ->
                row.orElseThrow(
                    () ->
                        new ProblemException(
                            Problem.NOT_FOUND, "There is no such item in this org.")));
  }
}
