package dev.muninn.http.upload;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagingArea;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.health.GatewayMetrics;
import dev.muninn.http.idempotency.Idempotency;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.Payload;
import dev.muninn.http.route.QueryParams;
import dev.muninn.http.route.Replies;
import dev.muninn.media.Lane;
import dev.muninn.media.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/media}: one file as the raw body, answered with a durable receipt. */
public final class UploadRoutes {
  private final Reception reception;
  private final MediaIntake intake;
  private final Idempotency idempotency;
  private final GatewayMetrics metrics;
  private final Clock clock;

  /** Takes at most {@code maxBytes} a file. */
  public UploadRoutes(
      StagingArea staging,
      MediaIntake intake,
      Idempotency idempotency,
      GatewayMetrics metrics,
      Offload blocking,
      Materializer materializer,
      long maxBytes,
      Clock clock) {
    this.reception = new Reception(staging, blocking, materializer, maxBytes);
    this.intake = intake;
    this.idempotency = idempotency;
    this.metrics = metrics;
    this.clock = clock;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/media")
            .needs(Scope.MEDIA_WRITE)
            .summary("Upload one file as the raw body; the answer comes when it is safe")
            .header("X-File-Name", "The file's name: plain text, or RFC 8187 (UTF-8''...)")
            .header("X-Blake3", "BLAKE3 of the bytes in hex; another one is 422")
            .header("Repr-Digest", "sha-256 of the bytes (RFC 9530); another one is 422")
            .header("X-Lane", "interactive (default) or bulk")
            .header(Idempotency.HEADER, "The same key and bytes get the same answer for 24 h")
            .query("session", "string", "The import that this upload belongs to")
            .rawBody()
            .replies(201, "A new item", ReceiptWire.class)
            .replies(200, "These bytes were known", ReceiptWire.class)
            .problems(
                Problem.BAD_REQUEST,
                Problem.INCOMPLETE_BODY,
                Problem.IDEMPOTENCY_CONFLICT,
                Problem.IDEMPOTENCY_RUNNING,
                Problem.TOO_LARGE,
                Problem.UNSUPPORTED_TYPE,
                Problem.EMPTY_FILE,
                Problem.DIGEST_MISMATCH,
                Problem.NO_ROOM)
            .handledBy(this::upload));
  }

  /** What the headers say of an upload. */
  private record Label(String name, Lane lane, Optional<SessionId> session, Instant startedAt) {}

  private CompletionStage<HttpResponse> upload(ApiRequest request) {
    Label label = labelOf(request);
    PromisedDigest promised = PromisedDigest.of(request);
    request.header(Idempotency.HEADER).ifPresent(Idempotency::checked);
    return reception
        .receive(request.http(), request.org(), promised)
        .thenCompose(blob -> reception.checked(blob, promised))
        .thenCompose(blob -> accepted(request, blob, label))
        .whenComplete((response, failure) -> count(failure));
  }

  private void count(Throwable failure) {
    if (failure != null) {
      metrics.uploaded("refused", 0);
    }
  }

  private Label labelOf(ApiRequest request) {
    String name = request.header("X-File-Name").map(FileName::ofHeader).orElse("unnamed");
    Lane lane =
        Fields.oneOf(
            "X-Lane",
            request.header("X-Lane").orElse("interactive"),
            List.of(Lane.values()),
            l -> l.name().toLowerCase(Locale.ROOT));
    return new Label(name, lane, sessionOf(request), clock.instant());
  }

  private static Optional<SessionId> sessionOf(ApiRequest request) {
    try {
      return request.query().text("session", 26).map(SessionId::new);
    } catch (IllegalArgumentException e) {
      throw QueryParams.bad("session", "is the id of an import");
    }
  }

  private CompletionStage<HttpResponse> accepted(ApiRequest request, StagedBlob blob, Label label) {
    Optional<String> key = request.header(Idempotency.HEADER);
    if (key.isEmpty()) {
      return journaled(request, blob, label);
    }
    String payload = Payload.hash("POST /api/v1/media", blob.hash().toBytes());
    FirstTime first = new FirstTime();
    return idempotency
        .once(
            request.caller(),
            key.get(),
            payload,
            () -> {
              first.used = true;
              return journaled(request, blob, label);
            })
        .handle((response, failure) -> settled(blob, first.used, response, failure))
        .thenCompose(stage -> stage);
  }

  /** Whether the work ran; when the answer came from the store, the new bytes are not needed. */
  private static final class FirstTime {
    private volatile boolean used;
  }

  private CompletionStage<HttpResponse> settled(
      StagedBlob blob, boolean used, HttpResponse response, Throwable failure) {
    if (failure != null) {
      RuntimeException why =
          failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
      return used
          ? java.util.concurrent.CompletableFuture.failedFuture(failure)
          : reception.discarded(blob, why);
    }
    return used ? Replies.now(response) : reception.forgotten(blob, response);
  }

  private CompletionStage<HttpResponse> journaled(
      ApiRequest request, StagedBlob blob, Label label) {
    return intake
        .accept(
            new MediaIntake.Upload(
                request.org(),
                blob,
                label.name(),
                label.lane(),
                request.caller().id(),
                label.session(),
                label.startedAt()))
        .thenApply(this::receipt);
  }

  private HttpResponse receipt(MediaIntake.Receipt receipt) {
    metrics.uploaded(receipt.duplicate() ? "known" : "created", receipt.size());
    return Replies.json(receipt.duplicate() ? 200 : 201, ReceiptWire.of(receipt))
        .addHeader(RawHeader.create("Location", "/api/v1/media/" + receipt.mediaId().value()));
  }
}
