package dev.muninn.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpResponse;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ProgramVersion;
import dev.muninn.cluster.internal.JoinClient.Membership;
import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.InviteToken;
import dev.muninn.cluster.trust.NodeEnrolment;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.Refusals.Refusal;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.cluster.trust.TrustException;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTPS between nodes over real connections on loopback. */
class InternalServerTest {
  @TempDir Path folder;
  private ActorTestKit kit;
  private TrustFolder authority;
  private InternalServer server;

  @BeforeEach
  void listen() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    authority = TestTrust.begin(folder.resolve("server"));
    server = serving(TestTrust.identity(authority));
    server.mount(
        "echo",
        (request, peer) ->
            CompletableFuture.completedFuture(
                HttpResponse.create().withEntity(peer.name() + request.getUri().path())));
    HelloRoute.mount(server, kit.system(), new ProgramVersion("3.1.0"), Clock.systemUTC());
    JoinRoute.open(
        server, kit.system(), invitations(), List.of("127.0.0.1:" + server.uri().getPort()));
  }

  private InternalServer serving(NodeIdentity identity) {
    ClusterSettings settings = new ClusterSettings("127.0.0.1", "127.0.0.1", 0, 0, List.of());
    return InternalServer.bind(kit.system(), settings, identity).toCompletableFuture().join();
  }

  private Invitations invitations() {
    return new Invitations(authority, Clock.systemUTC());
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private InviteToken token() throws IOException {
    return invitations()
        .invite(
            "worker", Optional.empty(), "127.0.0.1", server.uri().getPort(), Duration.ofHours(1));
  }

  private java.net.http.HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path)).build(), BodyHandlers.ofString());
  }

  /** The refusal that the server noted: it may do so after the other side gave up. */
  private Refusal noted() {
    return kit.createTestProbe()
        .awaitAssert(() -> server.identity().refusals().last().stream().findFirst().orElseThrow());
  }

  @Test
  void aNodeOfTheClusterIsAnsweredAndKnownByName() throws Exception {
    TrustFolder worker = TestTrust.member(authority, folder.resolve("worker"), "127.0.0.1");
    var answer = get(TestTrust.identity(worker).httpClient(), "/echo/a/b");
    assertEquals("worker/echo/a/b", answer.body());
    assertEquals(404, get(TestTrust.identity(worker).httpClient(), "/nothing").statusCode());
  }

  @Test
  void whoShowsNoCertificateIsToldSoAndNoted() throws Exception {
    HttpClient bare = HttpClient.newBuilder().sslContext(NodeEnrolment.pinned(token())).build();
    var answer = get(bare, "/echo");
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("muninn cluster join"), answer::body);
    assertEquals(
        "it shows no certificate of this cluster; asked for /echo",
        server.identity().refusals().last().get(0).words());
  }

  @Test
  void aForeignCertificateIsRefusedAndNoted() throws IOException {
    TrustFolder foreign = TestTrust.begin(folder.resolve("stranger"));
    // it trusts the server, as an attacker would, and shows a certificate of its own making
    HttpClient stranger = Stranger.showing(foreign);
    assertThrows(IOException.class, () -> get(stranger, "/echo"));
    assertTrue(noted().peer().startsWith("stranger"), noted()::toString);
  }

  @Test
  void aServerOfAnotherClusterIsNotSpokenTo() {
    HttpClient ours = TestTrust.identity(TestTrust.begin(folder.resolve("elsewhere"))).httpClient();
    assertThrows(IOException.class, () -> get(ours, "/echo"));
    assertTrue(noted().words().contains("of another cluster"), noted()::toString);
  }

  @Test
  void aServerAtAnotherAddressThanItsCertificateSaysIsNotSpokenTo() throws Exception {
    TrustFolder moved = TestTrust.member(authority, folder.resolve("moved"), "127.0.0.9");
    InternalServer wrong = serving(TestTrust.identity(moved));
    HttpClient client = TestTrust.identity(authority).httpClient();
    HttpRequest request = HttpRequest.newBuilder(wrong.uri()).build();
    assertThrows(IOException.class, () -> client.send(request, BodyHandlers.ofString()));
  }

  @Test
  void aTokenFetchesACertificateThatIsGoodHere() throws Exception {
    TrustFolder fresh = new TrustFolder(folder.resolve("fresh/cluster"));
    Membership membership = JoinClient.join(InviteToken.parse(token().text()), fresh);
    assertEquals("worker", membership.name());
    assertEquals("127.0.0.1", membership.host());
    assertEquals(List.of("127.0.0.1:" + server.uri().getPort()), membership.contactPoints());
    assertEquals(200, get(TestTrust.identity(fresh).httpClient(), "/echo").statusCode());
  }

  @Test
  void aTokenThatWasUsedIsRefusedInWordsOnBothSides() throws Exception {
    InviteToken token = token();
    JoinClient.join(token, new TrustFolder(folder.resolve("one/cluster")));
    TrustException refused =
        assertThrows(
            TrustException.class,
            () -> JoinClient.join(token, new TrustFolder(folder.resolve("two/cluster"))));
    assertTrue(refused.getMessage().contains("was used"), refused::getMessage);
    assertTrue(server.identity().refusals().last().get(0).words().contains("was used"));
  }

  @Test
  void aTokenOfAnotherAuthorityTalksToNobody() throws Exception {
    InviteToken real = token();
    InviteToken forged =
        new InviteToken(real.host(), real.port(), "0".repeat(64), real.id(), real.secret());
    TrustException refused =
        assertThrows(
            TrustException.class,
            () -> JoinClient.join(forged, new TrustFolder(folder.resolve("three/cluster"))));
    assertTrue(refused.getMessage().contains("is not the node that invited"), refused::getMessage);
  }

  @Test
  void anotherMajorVersionIsRefusedInWordsOnBothSides() throws Exception {
    TrustFolder worker = TestTrust.member(authority, folder.resolve("worker"), "127.0.0.1");
    ClusterSettings settings =
        new ClusterSettings(
            "127.0.0.3",
            "127.0.0.3",
            0,
            0,
            List.of(new ClusterSettings.ContactPoint("127.0.0.1", server.uri().getPort())));
    NodeIdentity identity = TestTrust.identity(worker);
    new Admission(identity, new ProgramVersion("3.0.7"), Clock.systemUTC()).ask(settings);
    TrustException refused =
        assertThrows(
            TrustException.class,
            () ->
                new Admission(identity, new ProgramVersion("4.0.0"), Clock.systemUTC())
                    .ask(settings));
    assertTrue(refused.getMessage().contains("4.0.0 does not go with 3.1.0"), refused::getMessage);
    assertEquals(
        "version 4.0.0 does not go with 3.1.0", server.identity().refusals().last().get(0).words());
  }
}
