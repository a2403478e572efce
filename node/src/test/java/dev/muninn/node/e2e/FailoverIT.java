package dev.muninn.node.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three core nodes: one dies, the others go on with what was its. */
class FailoverIT {
  private static final int PICTURES = 16;
  @TempDir Path folder;

  @Test
  void itemsOfAKilledCoreAnswerAgainFromTheOthers() throws IOException {
    try (TestCluster cluster = new TestCluster(folder, 3)) {
      PackagedMuninn oldest = cluster.start(cluster.core(1), "core");
      PackagedMuninn gateway = cluster.start(cluster.core(2), "core, ingest, query, gateway");
      // the cluster begins with two of three
      TestClient client = new TestClient(gateway.url()).setup(gateway.setupCode());
      oldest.awaitReady();
      cluster.start(cluster.core(3), "core").awaitReady();
      for (int i = 0; i < PICTURES; i++) {
        client.upload(i + ".jpg", Pictures.jpeg(64, 48, i)).expect(201);
      }

      oldest.kill();
      for (int i = 0; i < PICTURES; i++) {
        byte[] again = Pictures.jpeg(64, 48, i);
        String name = i + ".jpg";
        // each item is asked itself; those of the dead node answer when their shard is back
        client.awaits(() -> client.upload(name, again).status() == 200);
      }
      client.ready();
    }
  }
}
