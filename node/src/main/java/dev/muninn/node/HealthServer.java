package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.http.health.HealthCheck;
import dev.muninn.http.health.HealthRoutes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /healthz} and {@code /readyz} of a node without a gateway, on loopback and a port of its
 * own: for service managers and scripts of that machine.
 */
final class HealthServer {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration SHUTDOWN = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final HealthRoutes health;

  private HealthServer(ActorSystem<?> system, HealthRoutes health) {
    this.system = system;
    this.health = health;
  }

  /** Where it listens; blocking, for a moment. */
  static InetSocketAddress start(ActorSystem<?> system, int port, List<HealthCheck> checks) {
    HealthServer server = new HealthServer(system, new HealthRoutes(checks));
    return Http.get(system)
        .newServerAt(LOOPBACK, port)
        .bind(server::serve)
        .thenApply(
            binding -> {
              binding.addToCoordinatedShutdown(SHUTDOWN, system);
              return binding.localAddress();
            })
        .toCompletableFuture()
        .join();
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    request.discardEntityBytes(system);
    return switch (request.getUri().path()) {
      case "/healthz" -> CompletableFuture.completedFuture(health.alive());
      case "/readyz" -> health.ready();
      default -> CompletableFuture.completedFuture(HttpResponse.create().withStatus(404));
    };
  }
}
