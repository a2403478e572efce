package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesCommandTest {
  private static final String NODES =
      "{\"nodes\":[{\"name\":\"server\",\"address\":\"10.0.0.1:2848\",\"roles\":[\"core\","
          + "\"gateway\"],\"state\":\"up\",\"reachable\":true,\"version\":\"1.2.3\",\"shards\":64,"
          + "\"leases\":3,\"startedAt\":\"2026-05-01T10:00:00Z\",\"models\":[]},"
          + "{\"name\":\"worker\",\"address\":\"10.0.0.3:2848\",\"roles\":[\"gpu\"],"
          + "\"state\":\"up\",\"reachable\":false,\"version\":\"1.2.3\",\"leases\":0,\"models\":"
          + "[{\"space\":\"lite-1-384\",\"towers\":[\"image\",\"text\"],\"device\":\"cpu\","
          + "\"picturesPerSecond\":12.54}]}],\"notices\":[{\"at\":\"2026-05-02T10:00:00Z\","
          + "\"node\":\"server\",\"peer\":\"laptop\",\"words\":\"is a stranger\",\"times\":3}]}";
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void showsWhatEachNodeDoesAndWhoIsOutOfReach() {
    console.server.on("GET /api/v1/nodes", 200, NODES);
    assertEquals(0, console.run("nodes"), console::said);
    String said = console.said();
    for (String words :
        List.of(
            "server  up, version 1.2.3, at 10.0.0.1:2848",
            "roles      core, gateway",
            "shards     64",
            "leases     3",
            "worker  up, out of reach, version 1.2.3",
            "embeds     lite-1-384 (image, text) on cpu, 12.5 pictures a second",
            "server noted of laptop: is a stranger (3 times)")) {
      assertTrue(said.contains(words), words + " is missing in " + said);
    }
  }

  @Test
  void showsOfEachCardWhatItTells() {
    String two =
        "\"cards\":[{\"name\":\"H200\",\"memoryUsedMiB\":1024,\"memoryTotalMiB\":143771,"
            + "\"celsius\":31},{\"name\":\"K80\",\"memoryTotalMiB\":11441}]}],";
    console.server.on("GET /api/v1/nodes", 200, NODES.replace("12.54}]}],", "12.54}]," + two));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals(0, console.run("nodes"), console::said);
    } finally {
      Locale.setDefault(before);
    }
    for (String words :
        List.of(
            "card       H200, 1,024 of 143,771 MiB used, 31 °C\n",
            "card       K80, 11,441 MiB\n")) {
      assertTrue(console.said().contains(words), words + " is missing in " + console.said());
    }
  }

  @Test
  void doctorNamesWhoIsOutOfReachAndWhoWasTurnedAwayLately() {
    String lately = NODES.replace("2026-05-02T10:00:00Z", Instant.now().toString());
    doctors(lately);
    assertTrue(
        console.said().contains("the node worker at 10.0.0.3:2848 is out of reach"), console::said);
    assertTrue(
        console.said().contains("server noted of laptop: is a stranger (3 times)"), console::said);
  }

  @Test
  void doctorLeavesOutWhatWasNotedLongAgo() {
    doctors(NODES.replace("2026-05-02T10:00:00Z", "2020-05-02T10:00:00Z"));
    assertFalse(console.said().contains("laptop"), console::said);
  }

  private void doctors(String nodes) {
    console
        .server
        .on("GET /readyz", 200, "{}")
        .on("GET /api/v1/auth/me", 200, "{\"email\":\"a@b.cd\"}")
        .on("GET /api/v1/pipeline", 200, "{}")
        .on("GET /api/v1/index", 200, "{\"partitions\":[]}")
        .on("GET /api/v1/nodes", 200, nodes);
    assertEquals(1, console.run("doctor"), console::said);
  }

  @Test
  void drainsANodeByName() {
    console.server.on("POST /api/v1/nodes/worker/drain", 202, "{\"name\":\"worker\"}");
    assertEquals(0, console.run("node", "drain", "worker"), console::said);
    assertTrue(console.said().contains("worker drains"), console::said);
  }
}
