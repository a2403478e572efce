package dev.muninn.node.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muninn.cluster.trust.TestTrust;
import dev.muninn.node.e2e.TestCluster.Place;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does not belong to the cluster stays out, and both sides are told why. */
class RefusalsIT {
  @TempDir Path folder;

  @Test
  void strangersAreRefusedInWordsOnBothSides() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 1)) {
      PackagedMuninn server = cluster.start(cluster.core(1), "core, ingest, query, gateway");
      TestClient client = new TestClient(server.url()).setup(server.setupCode());

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
    }
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
    int artery =
        new JsonMapper()
            .readTree(server.data().resolve("runtime.json").toFile())
            .path("artery")
            .asInt();
    try (Socket socket = new Socket(server.host(), artery)) {
      socket.getOutputStream().write("AKKA plain text\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }
}
