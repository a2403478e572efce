package dev.muninn.http;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.http.auth.AccessTokens;
import dev.muninn.http.auth.Authenticator;
import dev.muninn.http.auth.LoginThrottle;
import dev.muninn.http.auth.Passwords;
import dev.muninn.http.auth.People;
import dev.muninn.http.auth.Sessions;
import dev.muninn.http.auth.SetupCode;
import dev.muninn.http.auth.SharedTokenSecret;
import dev.muninn.http.auth.SignIn;
import dev.muninn.http.auth.TokenSecret;
import dev.muninn.http.events.EventRoutes;
import dev.muninn.http.health.GatewayMetrics;
import dev.muninn.http.health.HealthCheck;
import dev.muninn.http.health.MetricsServer;
import dev.muninn.http.idempotency.Idempotency;
import dev.muninn.http.route.Offload;
import dev.muninn.http.route.RouteTable;
import dev.muninn.http.route.Router;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The one entry of this module. */
public final class GatewayModule {
  private GatewayModule() {}

  /**
   * Makes the token secret and the setup code where they are missing, then binds. Blocking, for a
   * moment; the stage completes when both ports are open. Coordinated shutdown closes them again:
   * first no new connections, then up to {@code shutdown-patience} for answers under way.
   *
   * @param dataDir the node's data folder, holding {@code secrets} and {@code setup-code}
   * @param meters the numbers of the whole node, which {@code GET /metrics} shows
   */
  public static CompletionStage<Gateway> start(
      ActorSystem<?> system,
      HttpSettings settings,
      Databases databases,
      GatewayPorts ports,
      List<HealthCheck> checks,
      Path dataDir,
      PrometheusMeterRegistry meters) {
    return start(
        system,
        settings,
        GatewayStores.in(databases, settings, nodeName(system)),
        ports,
        checks,
        dataDir,
        meters,
        Clock.systemUTC());
  }

  static CompletionStage<Gateway> start(
      ActorSystem<?> system,
      HttpSettings settings,
      GatewayStores stores,
      GatewayPorts ports,
      List<HealthCheck> checks,
      Path dataDir,
      PrometheusMeterRegistry meters,
      Clock clock) {
    Executor statements = pool(system, "muninn.database-dispatcher");
    Offload blocking = new Offload(pool(system, "muninn.blocking-dispatcher"), Optional.empty());
    Offload database = new Offload(statements, Optional.of(settings.databasePatience()));
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Offload unhurried = new Offload(statements, Optional.empty());
    Supplier<TokenSecret> secret = secretOf(system, stores, dataDir, unhurried);
    AccessTokens tokens = new AccessTokens(secret, clock, settings.accessTokenLife());
    Sessions sessions = new Sessions(stores.accounts(), database, clock, settings.sessionMemory());
    SetupCode setupCode = setupCodeIn(dataDir, stores);
    Passwords passwords = new Passwords();
    SignIn signIn =
        new SignIn(
            stores.accounts(),
            database,
            passwords,
            tokens,
            sessions,
            setupCode,
            new LoginThrottle(clock),
            clock,
            settings.refreshTokenLife());
    Idempotency idempotency = new Idempotency(stores.idempotency(), database);
    GatewayMetrics metrics = new GatewayMetrics(meters);
    Authenticator authenticator = new Authenticator(tokens, sessions);
    EventRoutes events =
        new EventRoutes(
            ports.changes(), authenticator, settings.eventPulse(), settings.eventStreams(), clock);
    RouteTable table =
        GatewayRoutes.table(
            ports,
            signIn,
            idempotency,
            metrics,
            checks,
            new GatewayRoutes.Pools(blocking, database),
            materializer,
            settings,
            clock,
            events,
            new People(stores.accounts(), database));
    Router router = new Router(table, authenticator, idempotency, metrics, materializer);
    MetricsServer numbers = new MetricsServer(metrics, blocking, materializer);
    GatewayServer server = new GatewayServer(system, settings);
    Housekeeping.start(system, stores, unhurried, clock);
    server.beforeUnbind("end-event-streams", events::close);
    server.onStop("close-passwords", passwords::close);
    return server.bind(router, numbers, setupCode);
  }

  private static String nodeName(ActorSystem<?> system) {
    return system.settings().config().getString("muninn.node-name");
  }

  private static Executor pool(ActorSystem<?> system, String dispatcher) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(dispatcher));
  }

  private static Supplier<TokenSecret> secretOf(
      ActorSystem<?> system, GatewayStores stores, Path dataDir, Offload database) {
    try {
      if (stores.sharedSecret().isEmpty()) {
        TokenSecret own = TokenSecret.in(dataDir);
        return () -> own;
      }
      SharedTokenSecret shared = SharedTokenSecret.of(stores.sharedSecret().get(), dataDir);
      Housekeeping.follow(system, shared, database);
      return shared;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the token secret cannot be read or written: " + e, e);
    }
  }

  private static SetupCode setupCodeIn(Path dataDir, GatewayStores stores) {
    try {
      return SetupCode.in(dataDir, stores.accounts().setupDone());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the setup code cannot be prepared: " + e, e);
    }
  }
}
