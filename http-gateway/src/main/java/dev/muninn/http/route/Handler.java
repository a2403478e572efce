package dev.muninn.http.route;

import akka.http.javadsl.model.HttpResponse;
import java.util.concurrent.CompletionStage;

/** Answers a request that was let in; may throw a {@code ProblemException}. Never blocks. */
@FunctionalInterface
public interface Handler {
  CompletionStage<HttpResponse> handle(ApiRequest request);
}
