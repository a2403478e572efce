package dev.muninn.http.health;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.stream.Materializer;
import akka.util.ByteString;
import dev.muninn.http.route.Offload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers {@code GET /metrics} and nothing else. */
public final class MetricsServer {
  private final GatewayMetrics metrics;
  private final Offload blocking;
  private final Materializer materializer;

  /** Scrapes on {@code blocking}: what is registered may look things up. */
  public MetricsServer(GatewayMetrics metrics, Offload blocking, Materializer materializer) {
    this.metrics = metrics;
    this.blocking = blocking;
    this.materializer = materializer;
  }

  public CompletionStage<HttpResponse> serve(HttpRequest request) {
    request.discardEntityBytes(materializer);
    if (!request.getUri().path().equals("/metrics")) {
      return CompletableFuture.completedFuture(
          HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));
    }
    if (!request.method().equals(HttpMethods.GET)) {
      return CompletableFuture.completedFuture(
          HttpResponse.create().withStatus(StatusCodes.METHOD_NOT_ALLOWED));
    }
    return blocking.run(() -> metrics.registry().scrape()).thenApply(MetricsServer::page);
  }

  private static HttpResponse page(String numbers) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
                ByteString.fromString(numbers)));
  }
}
