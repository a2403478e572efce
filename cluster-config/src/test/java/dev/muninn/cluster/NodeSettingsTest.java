package dev.muninn.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.jdbc.DatabaseSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  private static Config with(String hocon) {
    return ConfigFactory.parseString(hocon).withFallback(ClusterConfig.unresolved()).resolve();
  }

  @Test
  void aNodeDoesEverythingUnlessToldOtherwise() {
    NodeSettings node = NodeSettings.from(ClusterConfig.settings());
    assertEquals(EnumSet.allOf(NodeRole.class), node.roles());
    assertTrue(node.data().root().isAbsolute());
    assertTrue(node.has(NodeRole.GPU));
  }

  @Test
  void refusesUnknownRolesAndOddNames() {
    assertThrows(
        IllegalArgumentException.class, () -> NodeSettings.from(with("muninn.roles=[king]")));
    assertThrows(IllegalArgumentException.class, () -> NodeSettings.from(with("muninn.roles=[]")));
    assertThrows(
        IllegalArgumentException.class,
        () -> NodeSettings.from(with("muninn.node-name=\"a\\nb\"")));
  }

  @Test
  void theDatabaseIsTheEmbeddedOneUnlessAUrlIsGiven() {
    assertTrue(DatabaseSettings.from(ClusterConfig.settings()).outer().isEmpty());
    DatabaseSettings outer =
        DatabaseSettings.from(
            with("muninn.database { url=\"jdbc:postgresql://db/m\", user=u, password=secret }"));
    assertEquals("Outer[user=u]", outer.outer().orElseThrow().toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> DatabaseSettings.from(with("muninn.database.url=\"jdbc:h2:mem\"")));
    assertThrows(
        IllegalArgumentException.class,
        () -> DatabaseSettings.from(with("muninn.database.port=70000")));
  }

  @Test
  void whatMuninnSetsForAkkaWinsOverTheLibraries() {
    Config config = ClusterConfig.settings();
    assertEquals("cluster", config.getString("akka.actor.provider"));
    assertEquals(
        "keep-majority", config.getString("akka.cluster.split-brain-resolver.active-strategy"));
    assertEquals("off", config.getString("akka.actor.allow-java-serialization"));
    assertEquals(Path.of("muninn-data").toString(), config.getString("muninn.data-dir"));
  }
}
