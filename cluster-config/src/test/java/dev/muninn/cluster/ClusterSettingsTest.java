package dev.muninn.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterSettings.ContactPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {

  private static ClusterSettings read(String cluster) {
    return ClusterSettings.from(
        ConfigFactory.parseString("muninn.cluster { " + cluster + " }")
            .withFallback(ClusterConfig.settings()));
  }

  @Test
  void contactPointsAreHostAndPort() {
    ClusterSettings settings =
        read("contact-points = [\"10.0.0.1:2849\", \"core.home:1\", \"[fd00::1]:2849\"]");
    assertEquals(
        List.of(
            new ContactPoint("10.0.0.1", 2849),
            new ContactPoint("core.home", 1),
            new ContactPoint("fd00::1", 2849)),
        settings.contactPoints());
    assertEquals("[fd00::1]:2849", settings.contactPoints().get(2).text());
    assertEquals(2, settings.majority());
  }

  @Test
  void whatIsNoContactPointIsRefusedByName() {
    for (String wrong : List.of("10.0.0.1", ":2849", "10.0.0.1:x", "10.0.0.1:0", "a:70000")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> read("contact-points = [\"" + wrong + "\"]"),
              wrong);
      assertTrue(refused.getMessage().contains("muninn.cluster.contact-points"), wrong);
    }
  }

  @Test
  void aNodeListensWhereItIsReachedUnlessToldOtherwise() {
    assertEquals("10.0.0.1", read("host = \"10.0.0.1\"").bind());
    assertEquals("0.0.0.0", read("host = \"10.0.0.1\", bind = \"0.0.0.0\"").bind());
  }
}
