package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.node.e2e.PackagedMuninn.Outcome;
import dev.muninn.node.e2e.TestCluster.Place;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who does not belong to the cluster, or no more, stays out, and both sides are told why; who
 * belongs to it stays certified.
 */
class RefusalsIT {
  /** Less than a third of a year is left. */
  private static final Duration ALMOST_OVER = Duration.ofDays(300);

  private static final Duration LONGER = Duration.ofDays(299);
  @TempDir Path folder;

  @Test
  void whoIsCertifiedIsLetInAndEverybodyElseIsRefusedInWordsOnBothSides() throws Exception {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      PackagedMuninn server = cluster.start(cluster.core(1), "core, ingest, query, gateway");
      TestClient client = new TestClient(server.url()).setup(server.setupCode());

      Place attic = cluster.place("attic", "127.0.0.3", TestCluster.free("127.0.0.3"));
      cluster.certify(attic, ALMOST_OVER);
      X509Certificate first = TestTrust.certificate(attic.trust());
      PackagedMuninn member = cluster.start(attic, "ingest");

      Place bare = cluster.place("bare", "127.0.0.2", 0);
      refused(cluster.start(bare, "gpu"), "has no certificate", "muninn cluster join");

      Place foreign = cluster.place("foreign", "127.0.0.2", 0);
      TestTrust.begin(foreign.data().resolve("secrets"), "foreign", "127.0.0.2");
      refused(cluster.start(foreign, "gpu"), "not of the same cluster", "muninn cluster join");
      server.awaitLog("as a node of another cluster does");

      Place newer = cluster.place("newer", "127.0.0.3", 0);
      cluster.certify(newer);
      refused(
          cluster.start(newer, "gpu", "-Dmuninn.cluster.version=9.0.0"),
          "version 9.0.0 does not go with",
          "the same major version");
      server.awaitLog("event=peer-refused peer=newer cause='version 9.0.0 does not go with");

      speakPlainly(cluster.core(1));
      server.awaitLog("it does not speak TLS");
      JsonNode notices = client.get("/nodes").expect(200).path("notices");
      assertNoticed(notices, "newer", "version 9.0.0 does not go with");
      assertNoticed(notices, "unknown", "as a node of another cluster does");
      assertNoticed(notices, "unknown", "it does not speak TLS");

      assertRenewed(attic, member, first);
      turnedOut(cluster, attic, member, server, client);
      invitedAgain(cluster, attic, client);
    }
  }

  /** By itself, while it runs: both of its ports show a certificate of another year. */
  private static void assertRenewed(Place node, PackagedMuninn running, X509Certificate first)
      throws Exception {
    assertEquals("node attic (ingest)", running.awaitReady());
    running.awaitLog("event=certificate-renewed until=");
    X509Certificate renewed = TestTrust.certificate(node.trust());
    Duration longer =
        Duration.between(first.getNotAfter().toInstant(), renewed.getNotAfter().toInstant());
    assertTrue(longer.compareTo(LONGER) > 0, longer::toString);
    assertEquals(first.getPublicKey(), renewed.getPublicKey());
    assertEquals(renewed, ShownCertificate.at(node.host(), node.internalPort()));
    assertEquals(renewed, ShownCertificate.at(node.host(), artery(node)));
  }

  /** It is removed while it runs, and what it has counts no more. */
  private static void turnedOut(
      TestCluster cluster, Place node, PackagedMuninn running, PackagedMuninn server, TestClient at)
      throws IOException {
    at.awaits("/nodes", all -> all.path("nodes").size() == 2);
    Outcome revoked = cluster.command("cluster", "revoke", node.name());
    assertEquals(0, revoked.exitCode(), revoked::said);
    assertEquals(1, running.awaitEnd(), running::output);
    server.awaitLog("event=revoked-member-downed");
    at.awaits("/nodes", all -> all.path("nodes").size() == 1);
    refused(
        cluster.start(node, "ingest"),
        "refuses this node: its certificate was revoked at",
        "run 'muninn cluster join TOKEN' with a new token");
    server.awaitLog("event=peer-refused peer=attic cause='its certificate was revoked at");
    assertNoticed(at.get("/nodes").expect(200).path("notices"), "attic", "was revoked at");
  }

  /** Under its old name, as those words say. */
  private static void invitedAgain(TestCluster cluster, Place node, TestClient at)
      throws IOException {
    TestCluster.leave(node);
    cluster.join(node);
    assertEquals("node attic (ingest)", cluster.start(node, "ingest").awaitReady());
    JsonNode both = at.awaits("/nodes", all -> all.path("nodes").size() == 2);
    assertEquals(List.of("attic", "core-1"), both.findValuesAsText("name"));
  }

  /** What operators see without looking into logs. */
  private static void assertNoticed(JsonNode notices, String peer, String words) {
    for (JsonNode notice : notices) {
      if (notice.path("peer").asText().equals(peer)
          && notice.path("words").asText().contains(words)) {
        assertEquals("core-1", notice.path("node").asText());
        return;
      }
    }
    throw new AssertionError(peer + ", " + words + " is not in " + notices.toPrettyString());
  }

  private static void refused(PackagedMuninn node, String why, String wayOut) {
    assertEquals(1, node.awaitEnd(), node::output);
    assertTrue(node.output().contains(why), node::output);
    assertTrue(node.output().contains(wayOut), node::output);
  }

  /** As a node of before TLS would: bytes to the remoting's port. */
  private static void speakPlainly(Place server) throws IOException {
    try (Socket socket = new Socket(server.host(), artery(server))) {
      socket.getOutputStream().write("AKKA plain text\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private static int artery(Place node) throws IOException {
    return new JsonMapper()
        .readTree(node.data().resolve("runtime.json").toFile())
        .path("artery")
        .asInt();
  }
}
