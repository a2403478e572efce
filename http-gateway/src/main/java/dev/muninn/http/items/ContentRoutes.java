package dev.muninn.http.items;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.blob.DerivedStore;
import dev.muninn.blob.Originals;
import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaRow;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.QueryParams;
import dev.muninn.media.Derived;
import dev.muninn.media.DerivedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The files of an item: the original with byte ranges, and what was derived from it. */
public final class ContentRoutes {
  /** The address of an original names its content, so it never changes. */
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  /** A derived file may be made again, by a better decoder. */
  private static final String AN_HOUR = "private, max-age=3600";

  private static final String PICTURE = "image/jpeg";

  /** The size of a derived file that was not recorded. */
  private static final long UNKNOWN = -1;

  private final MediaCatalog catalog;
  private final Originals originals;
  private final DerivedStore derived;
  private final Offload blocking;

  public ContentRoutes(
      MediaCatalog catalog, Originals originals, DerivedStore derived, Offload blocking) {
    this.catalog = catalog;
    this.originals = originals;
    this.derived = derived;
    this.blocking = blocking;
  }

  public List<ApiRoute> routes() {
    return List.of(
        file("/api/v1/media/{id}/stream", "The original, whole or in byte ranges")
            .header("Range", "bytes=0-99, bytes=-100, or several")
            .header("If-Range", "The ETag that the ranges are of")
            .replies(200, "All bytes", "application/octet-stream")
            .replies(206, "The ranges", "application/octet-stream")
            .problems(
                Problem.ORIGINAL_DAMAGED,
                Problem.SOURCE_OFFLINE,
                Problem.NOT_STORED_YET,
                Problem.RANGE_NOT_SATISFIABLE)
            .handledBy(this::stream),
        file("/api/v1/media/{id}/thumbnail", "A small picture of the item")
            .query("size", "integer", "256 (default) or 1024: the longer edge in pixels")
            .replies(200, "The picture", PICTURE)
            .problems(Problem.BAD_REQUEST)
            .handledBy(this::thumbnail),
        file("/api/v1/media/{id}/poster", "The picture that stands for a video")
            .replies(200, "The picture", PICTURE)
            .handledBy(request -> role(request, Derived.Role.POSTER)),
        file("/api/v1/media/{id}/preview", "A few seconds of a video, without sound")
            .replies(200, "The clip", "video/webm")
            .replies(206, "Ranges of it", "video/webm")
            .problems(Problem.RANGE_NOT_SATISFIABLE)
            .handledBy(request -> role(request, Derived.Role.PREVIEW_CLIP)),
        file("/api/v1/media/{id}/segments/{index}", "The picture of a segment")
            .replies(200, "The picture", PICTURE)
            .handledBy(this::segment));
  }

  private static ApiRoute.Builder file(String path, String summary) {
    return ApiRoute.get(path)
        .needs(Scope.MEDIA_READ)
        .summary(summary)
        .header("If-None-Match", "The ETag of what is there already")
        .replies(304, "Unchanged", "")
        .problems(Problem.NOT_FOUND);
  }

  private CompletionStage<HttpResponse> stream(ApiRequest request) {
    return MediaRoutes.found(catalog, request)
        .thenCompose(row -> blocking.run(() -> original(row)))
        .thenApply(file -> file.answer(request));
  }

  private ServedFile original(MediaRow row) throws IOException {
    return new ServedFile(
        originalFile(row),
        row.size(),
        row.type().contentType(),
        EntityTag.of(row.hash().value()),
        FOR_EVER,
        row.name());
  }

  private Path originalFile(MediaRow row) throws IOException {
    Originals.Outcome outcome =
        originals.find(
            new Originals.Wanted(
                row.org(), row.mediaId(), row.size(), row.blob(), row.damage(), row.inPlace()));
    if (outcome instanceof Originals.Outcome.Found found) {
      return found.file();
    }
    throw MissingFiles.problem(outcome);
  }

  private CompletionStage<HttpResponse> thumbnail(ApiRequest request) {
    int size = request.query().number("size", 1, 4096, 256);
    return switch (size) {
      case 256 -> role(request, Derived.Role.THUMB_256);
      case 1024 -> role(request, Derived.Role.THUMB_1024);
      default -> throw QueryParams.bad("size", "is 256 or 1024");
    };
  }

  private CompletionStage<HttpResponse> role(ApiRequest request, Derived.Role role) {
    return derived(
        request,
        row ->
            row.derived().stream()
                .filter(d -> d.role() == role)
                .map(d -> new Wanted(d.key(), d.bytes()))
                .findFirst());
  }

  private CompletionStage<HttpResponse> segment(ApiRequest request) {
    String index = request.pathValue("index");
    return derived(
        request,
        row ->
            row.segments().stream()
                .filter(s -> Integer.toString(s.index()).equals(index))
                .map(s -> new Wanted(s.proxy(), UNKNOWN))
                .findFirst());
  }

  /** A derived file and its size in bytes where that was recorded. */
  private record Wanted(DerivedKey key, long bytes) {}

  private CompletionStage<HttpResponse> derived(
      ApiRequest request, Function<MediaRow, Optional<Wanted>> choice) {
    return MediaRoutes.found(catalog, request)
        .thenCompose(
            row -> {
              Wanted wanted = choice.apply(row).orElseThrow(MissingFiles::noneYet);
              return blocking.run(() -> fileOf(row, wanted));
            })
        .thenApply(file -> file.answer(request));
  }

  private ServedFile fileOf(MediaRow row, Wanted wanted) throws IOException {
    Path path = derived.path(wanted.key());
    String[] parts = wanted.key().value().split("/", -1);
    String name = parts[parts.length - 1];
    long size = sizeOf(path);
    if (size < 1 || (wanted.bytes() != UNKNOWN && size != wanted.bytes())) {
      originals.derivedLost(row.org(), row.mediaId(), wanted.key());
      throw MissingFiles.madeAgain();
    }
    return new ServedFile(
        path,
        size,
        contentTypeOf(name),
        EntityTag.of(parts[parts.length - 2] + '-' + name),
        AN_HOUR,
        name);
  }

  private static long sizeOf(Path path) throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static String contentTypeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "jpg" -> PICTURE;
      case "webm" -> "video/webm";
      case "mp4" -> "video/mp4";
      default -> "application/octet-stream";
    };
  }
}
