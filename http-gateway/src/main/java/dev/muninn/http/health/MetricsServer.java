package dev.muninn.http.health;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.stream.Materializer;
import akka.util.ByteString;
import dev.muninn.catalog.PipelineBoard;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.route.Offload;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /metrics} and nothing else; asks the pipeline for its counts each time. */
public final class MetricsServer {
  private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);
  private static final int PATIENCE_SECONDS = 3;
  private final GatewayMetrics metrics;
  private final Accounts accounts;
  private final PipelineBoard board;
  private final Offload database;
  private final Materializer materializer;

  public MetricsServer(
      GatewayMetrics metrics,
      Accounts accounts,
      PipelineBoard board,
      Offload database,
      Materializer materializer) {
    this.metrics = metrics;
    this.accounts = accounts;
    this.board = board;
    this.database = database;
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
    return database
        .run(accounts::orgs)
        .thenCompose(this::countsOf)
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .handle(this::scraped);
  }

  private CompletionStage<List<PipelineCounts>> countsOf(List<OrgId> orgs) {
    List<CompletableFuture<PipelineCounts>> asked =
        orgs.stream()
            .map(org -> board.counts(org, Optional.empty()).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
  }

  private HttpResponse scraped(List<PipelineCounts> counts, Throwable failure) {
    if (failure == null) {
      metrics.pipeline(counts);
    } else {
      log.warn("metrics show old pipeline counts cause={}", failure.toString());
    }
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
                ByteString.fromString(metrics.registry().scrape())));
  }
}
