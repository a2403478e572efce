package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.Http;
import akka.http.javadsl.HttpsConnectionContext;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import dev.muninn.cluster.trust.NodeIdentity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the cluster, or begins it, by asking the contact points: akka-management's bootstrap, with
 * its route among those of our own server instead of on a port of its own.
 */
public final class ClusterBootstrapStart {
  /** akka-management's own path. */
  private static final String PREFIX = "bootstrap";

  private ClusterBootstrapStart() {}

  /** Returns at once; the node becomes a member when the cluster lets it in. */
  public static void begin(InternalServer server, ActorSystem<?> system) {
    NodeIdentity identity = server.identity();
    HttpsConnectionContext client =
        ConnectionContext.httpsClient((host, port) -> identity.client(host, port));
    Http.get(system).setDefaultClientHttpsContext(client);
    Function<HttpRequest, CompletionStage<HttpResponse>> route =
        AkkaManagement.get(system)
            .getRoutes(settings -> settings.withHttpsConnectionContext(client))
            .function(system);
    server.mount(PREFIX, (request, peer) -> applied(route, request));
    ClusterBootstrap.get(system.classicSystem()).start();
  }

  private static CompletionStage<HttpResponse> applied(
      Function<HttpRequest, CompletionStage<HttpResponse>> route, HttpRequest request) {
    try {
      return route.apply(request);
    } catch (Exception failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
