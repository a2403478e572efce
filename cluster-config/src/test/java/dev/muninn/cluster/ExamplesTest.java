package dev.muninn.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that docs/operations.md hands out are ones that a node starts from. */
class ExamplesTest {
  private static final Set<NodeRole> SERVER =
      Set.of(NodeRole.CORE, NodeRole.INGEST, NodeRole.QUERY, NodeRole.GATEWAY);

  private static Config example(String name) {
    return ClusterConfig.unresolved(ConfigFactory.parseResources("examples/" + name + ".conf"))
        .resolve();
  }

  private static NodeSettings node(Config config) {
    NodeSettings read = NodeSettings.from(config);
    return new NodeSettings(read.name(), read.roles(), new DataFolder(Path.of("data")));
  }

  private static Config clustered(Config config) {
    return ClusteredConfig.of(
            ClusterSettings.from(config), node(config), new ProgramVersion("1.2.3"))
        .withFallback(config)
        .resolve();
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "vault", "worker", "three-cores"})
  void everyExampleIsANodeWithMutualTls(String name) {
    Config config = clustered(example(name));
    assertEquals("tls-tcp", config.getString("akka.remote.artery.transport"));
    assertFalse(config.getBoolean("akka.actor.allow-java-serialization"));
    assertEquals(1, config.getInt("muninn.cluster.major-version"));
    assertTrue(config.getString("akka.remote.artery.canonical.hostname").startsWith("192.168.1."));
    assertEquals(2848, config.getInt("akka.remote.artery.canonical.port"));
  }

  @Test
  void theServerBeginsAClusterAloneAndTheOthersNeverDo() {
    assertEquals(SERVER, node(example("server")).roles());
    Config server = clustered(example("server")).getConfig("akka.management.cluster.bootstrap");
    assertTrue(server.getBoolean("new-cluster-enabled"));
    assertEquals(1, server.getInt("contact-point-discovery.required-contact-point-nr"));
    for (String name : Set.of("vault", "worker")) {
      assertFalse(
          clustered(example(name))
              .getBoolean("akka.management.cluster.bootstrap.new-cluster-enabled"),
          name);
    }
  }

  @Test
  void twoOfThreeCoresBeginACluster() {
    Config config = clustered(example("three-cores"));
    assertEquals(
        2,
        config.getInt(
            "akka.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr"));
    assertEquals(3, config.getConfigList("akka.discovery.config.services.muninn.endpoints").size());
  }

  @Test
  void originalsAreReadAgainByOneNodeAlone() {
    String scrub = "muninn.ingest.integrity.scrub";
    Config on = ConfigFactory.parseString(scrub + " = on");
    assertTrue(clustered(example("three-cores").withFallback(on)).getBoolean(scrub));
    Config second =
        ConfigFactory.parseString("muninn.cluster.host = \"192.168.1.22\"")
            .withFallback(example("three-cores"))
            .withFallback(on);
    assertFalse(clustered(second).getBoolean(scrub));
    assertFalse(clustered(example("vault").withFallback(on)).getBoolean(scrub));
  }

  @Test
  void onlyTheWorkerDoesWithoutTheDatabase() {
    assertFalse(node(example("worker")).usesDatabase());
    assertTrue(node(example("vault")).usesDatabase());
    assertFalse(node(example("vault")).usesModels());
  }
}
