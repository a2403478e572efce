package dev.muninn.cluster.internal;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.util.concurrent.CompletionStage;

/** What a module offers to the other nodes under its prefix. Called from many threads. */
public interface InternalHandler {
  /**
   * Answers a request; must not block, and must read or discard the request's body. A stage that
   * fails is answered with 500 and logged.
   *
   * @param request with its whole path, the prefix included
   * @param peer who asks: a node of this cluster, certified
   */
  CompletionStage<HttpResponse> serve(HttpRequest request, Peer peer);
}
