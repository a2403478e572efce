package dev.muninn.http;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import dev.muninn.http.auth.SetupCode;
import dev.muninn.http.health.MetricsServer;
import dev.muninn.http.route.Router;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.duration.FiniteDuration;

/** Binds the two ports and closes them in order when the node stops. */
final class GatewayServer {
  private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);
  private final ActorSystem<?> system;
  private final HttpSettings settings;

  GatewayServer(ActorSystem<?> system, HttpSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  CompletionStage<Gateway> bind(Router router, MetricsServer numbers, SetupCode setupCode) {
    return bound(settings.bind(), settings.port(), router::serve)
        .thenCombine(
            bound(settings.metricsBind(), settings.metricsPort(), numbers::serve),
            (main, metrics) -> new Gateway(main.localAddress(), metrics.localAddress(), setupCode));
  }

  private CompletionStage<ServerBinding> bound(
      String address,
      int port,
      akka.japi.function.Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    return Http.get(system)
        .newServerAt(address, port)
        .withSettings(serverSettings())
        .bind(handler)
        .thenApply(
            binding -> {
              binding.addToCoordinatedShutdown(settings.shutdownPatience(), system);
              log.info("listening address={} port={}", address, binding.localAddress().getPort());
              return binding;
            });
  }

  /**
   * Time-outs of answers are the router's, with a problem document; only the connection's own idle
   * time is Akka's.
   */
  private ServerSettings serverSettings() {
    ServerSettings defaults = ServerSettings.create(system.classicSystem());
    return defaults
        .withRemoteAddressAttribute(true)
        .withServerHeader(Optional.empty())
        .withMaxConnections(settings.maxConnections())
        .withTimeouts(
            defaults
                .getTimeouts()
                .withIdleTimeout(FiniteDuration.fromNanos(settings.idleTimeout().toNanos()))
                .withRequestTimeout(scala.concurrent.duration.Duration.Inf()));
  }

  /** Runs {@code task} when the node stops, after the last answer. */
  void onStop(String name, Runnable task) {
    inPhase(CoordinatedShutdown.PhaseServiceStop(), name, task);
  }

  /** Runs {@code task} when the node begins to stop, while it still answers. */
  void beforeUnbind(String name, Runnable task) {
    inPhase(CoordinatedShutdown.PhaseBeforeServiceUnbind(), name, task);
  }

  private void inPhase(String phase, String name, Runnable task) {
    CoordinatedShutdown.get(system)
        .addTask(
            phase,
            name,
            () -> {
              task.run();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }
}
