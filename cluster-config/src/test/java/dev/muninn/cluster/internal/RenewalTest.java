package dev.muninn.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ProgramVersion;
import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Revocations;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.cluster.trust.TrustException;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed and revoked while nodes run. */
class RenewalTest {
  @TempDir private Path folder;
  private ActorTestKit kit;
  private TrustFolder authority;
  private InternalServer server;
  private NodeIdentity worker;

  @BeforeEach
  void listen() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    authority = TestTrust.begin(folder.resolve("server"));
    server = serving(TestTrust.identity(authority));
    // within what clocks may differ, so that it is good already
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(30));
    TrustRoutes.mountRenew(
        server, kit.system(), new Invitations(authority, later), List.of(contactPoint(server)));
    worker = TestTrust.identity(TestTrust.member(authority, folder.resolve("worker"), "127.0.0.1"));
  }

  private InternalServer serving(NodeIdentity identity) {
    ClusterSettings settings = new ClusterSettings("127.0.0.1", "127.0.0.1", 0, 0, List.of());
    InternalServer made =
        InternalServer.bind(kit.system(), settings, identity).toCompletableFuture().join();
    TrustRoutes.mountRevoked(made, kit.system());
    HelloRoute.mount(made, kit.system(), new ProgramVersion("3.1.0"), Clock.systemUTC());
    return made;
  }

  private static String contactPoint(InternalServer server) {
    return "127.0.0.1:" + server.uri().getPort();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private HttpResponse<String> asks(NodeIdentity who, InternalServer whom)
      throws IOException, InterruptedException {
    return who.httpClient()
        .send(
            HttpRequest.newBuilder(URI.create(whom.uri() + "/revoked")).build(),
            BodyHandlers.ofString());
  }

  @Test
  void aNodesCertificateIsForAYearAndDueWhenAThirdIsLeft() {
    Instant now = Instant.now();
    assertTrue(worker.until().isBefore(now.plus(Duration.ofDays(366))));
    assertFalse(worker.isRenewalDue(now.plus(Duration.ofDays(240))));
    assertTrue(worker.isRenewalDue(now.plus(Duration.ofDays(250))));
  }

  @Test
  void aRunningNodeShowsItsRenewedCertificateWithoutARestart() throws Exception {
    Instant before = worker.until();
    new TrustClient(worker).renew(List.of("127.0.0.1:1", contactPoint(server)));
    assertTrue(worker.until().isAfter(before.plus(Duration.ofMinutes(20))));
    InternalServer its = serving(worker);
    var answer = asks(TestTrust.identity(authority), its);
    assertEquals(200, answer.statusCode());
    var shown =
        (java.security.cert.X509Certificate)
            answer.sslSession().orElseThrow().getPeerCertificates()[0];
    assertEquals(worker.until(), shown.getNotAfter().toInstant());
  }

  @Test
  void theNodeOfTheAuthorityRenewsItsOwn() throws IOException {
    NodeIdentity own = TestTrust.identity(authority);
    Instant before = own.until();
    own.renewHere(Instant.now().plus(Duration.ofMinutes(30)));
    assertTrue(own.until().isAfter(before));
  }

  @Test
  void whereNobodyHasTheAuthorityTheWordsSaySo() {
    InternalServer other = serving(worker);
    TrustException refused =
        assertThrows(
            TrustException.class,
            () -> new TrustClient(worker).renew(List.of(contactPoint(other))));
    assertTrue(refused.getMessage().contains("it is good until"), refused.getMessage());
  }

  @Test
  void aRevokedNodeIsRefusedInWordsOnBothSides() throws Exception {
    assertEquals(200, asks(worker, server).statusCode());
    Revocations.revoke(authority, "worker", Instant.now());
    HttpResponse<String> answer = asks(worker, server);
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("was revoked at"), answer.body());
    assertTrue(server.identity().refusals().last().get(0).words().contains("was revoked at"));
    TrustException turnedAway =
        assertThrows(
            TrustException.class,
            () ->
                new Admission(worker, new ProgramVersion("3.1.0"), Clock.systemUTC())
                    .ask(
                        new ClusterSettings(
                            "127.0.0.9",
                            "127.0.0.9",
                            1,
                            1,
                            List.of(
                                new ClusterSettings.ContactPoint(
                                    "127.0.0.1", server.uri().getPort())))));
    assertTrue(turnedAway.getMessage().contains("muninn cluster join"), turnedAway.getMessage());
  }

  @Test
  void theListReachesOtherNodesAndAForgedOneDoesNot() throws Exception {
    NodeIdentity vault =
        TestTrust.identity(TestTrust.member(authority, folder.resolve("vault"), "127.0.0.1"));
    InternalServer its = serving(vault);
    assertEquals(200, asks(worker, its).statusCode());
    Revocations.revoke(authority, "worker", Instant.now());
    new TrustClient(vault).fetchRevoked(List.of(contactPoint(server)));
    assertEquals(401, asks(worker, its).statusCode());
    assertThrows(IOException.class, () -> asks(vault, serving(worker)));

    String list = vault.revocations().text();
    assertThrows(
        java.security.GeneralSecurityException.class,
        () -> vault.revocations().offer(list.replace("worker", "server")));
    vault.revocations().offer("");
    assertEquals(List.of("worker"), List.copyOf(vault.revocations().list().keySet()));
  }

  @Test
  void theNodeOfTheAuthorityIsNotTurnedOut() throws Exception {
    TrustException refused =
        assertThrows(
            TrustException.class, () -> Revocations.revoke(authority, "server", Instant.now()));
    assertTrue(refused.getMessage().contains("has the cluster's authority"), refused.getMessage());
    assertEquals(200, asks(worker, server).statusCode());
  }

  @Test
  void aNodeThatIsInvitedAgainIsGoodAgain() throws Exception {
    Revocations.revoke(authority, "worker", Instant.now());
    assertEquals(401, asks(worker, server).statusCode());
    Clock soon = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
    JoinRoute.open(server, kit.system(), new Invitations(authority, soon), List.of());
    TrustFolder fresh = new TrustFolder(folder.resolve("fresh/cluster"));
    JoinClient.join(
        new Invitations(authority, soon)
            .invite(
                "worker",
                Optional.empty(),
                "127.0.0.1",
                server.uri().getPort(),
                Duration.ofHours(1)),
        fresh);
    assertEquals(200, asks(TestTrust.identity(fresh), server).statusCode());
  }
}
