package dev.muninn.http;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import dev.muninn.http.auth.AccessTokens;
import dev.muninn.http.auth.Account;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.Caller;
import dev.muninn.http.auth.RandomTokens;
import dev.muninn.http.auth.Role;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.auth.TokenHash;
import dev.muninn.http.auth.TokenSecret;
import dev.muninn.http.health.HealthCheck;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.json.Json;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real gateway on a free loopback port with hand-written ports; one for a test class. */
final class TestGateway {
  static final OrgId HOME = new OrgId("home");
  static final OrgId OTHERS = new OrgId("others");
  final Path folder;
  final FakeAccounts accounts = new FakeAccounts();
  final DatabaseSwitch database = new DatabaseSwitch();
  final FakePorts ports;
  final Gateway gateway;
  volatile boolean healthy = true;
  volatile boolean silent;
  private final ActorSystem<Void> system;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestGateway(Path folder) throws Exception {
    this.folder = folder;
    this.ports = new FakePorts(Files.createDirectories(folder.resolve("derived")));
    this.system = ActorSystem.create(Behaviors.empty(), "gateway-test", ConfigFactory.load());
    this.gateway =
        GatewayModule.start(
                system,
                HttpSettings.of(system.settings().config()),
                new GatewayStores(
                    database.behind(Accounts.class, accounts),
                    database.behind(IdempotencyStore.class, new FakeIdempotencyStore())),
                ports.ports(),
                List.of(new HealthCheck("database", this::probe)),
                folder,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  static TestGateway start() {
    try {
      return new TestGateway(Files.createTempDirectory("muninn-gateway"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<?> probe() {
    if (silent) {
      return new CompletableFuture<>();
    }
    return healthy
        ? CompletableFuture.completedFuture("there")
        : CompletableFuture.failedFuture(new IllegalStateException("the database does not answer"));
  }

  int port() {
    return gateway.address().getPort();
  }

  /** A token of a fresh account of this org and role. */
  String token(OrgId org, Role role) {
    return token(org, role, role.scopes(), Duration.ofMinutes(30), Clock.systemUTC());
  }

  /** The same with a token that lives so long. */
  String token(OrgId org, Role role, Duration life) {
    return token(org, role, role.scopes(), life, Clock.systemUTC());
  }

  String editor() {
    return token(HOME, Role.ADMIN);
  }

  String expired() {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
    return token(HOME, Role.ADMIN, Role.ADMIN.scopes(), Duration.ofMinutes(30), past);
  }

  String withScopes(Set<Scope> scopes) {
    return token(HOME, Role.ADMIN, scopes, Duration.ofMinutes(30), Clock.systemUTC());
  }

  private String token(OrgId org, Role role, Set<Scope> scopes, Duration life, Clock clock) {
    ParticipantId id = ParticipantId.random();
    String session = RandomTokens.next(16);
    accounts.add(org.value(), new Account(id, org, id + "@x", "Somebody", role, true), "none");
    accounts.openSession(
        session, id, TokenHash.of(RandomTokens.next(32)), Instant.now().plusSeconds(3600));
    return new AccessTokens(secret(), clock, life).issue(new Caller(id, org, session, scopes));
  }

  TokenSecret secret() {
    try {
      return TokenSecret.in(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(String token, String path) {
    return at(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String token, String path) {
    return send(as(token, path).GET());
  }

  HttpResponse<byte[]> post(String token, String path, String json) {
    return send(as(token, path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<byte[]> postOpen(String path, String json) {
    return send(at(path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return Json.tree().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The code of a problem document. */
  static String code(HttpResponse<byte[]> response) {
    return json(response).path("code").asText();
  }

  /** Stops as a node does. */
  void shutDown() throws Exception {
    CoordinatedShutdown.get(system)
        .runAll(CoordinatedShutdown.jvmExitReason())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    database.bringBack();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
