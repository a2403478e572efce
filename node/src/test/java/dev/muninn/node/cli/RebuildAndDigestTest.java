package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildAndDigestTest {
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  private static String rebuild(String state, long events) {
    return rebuild("all", state, events);
  }

  private static String rebuild(String target, String state, long events) {
    return "{\"rebuildId\":\"r1\",\"target\":\""
        + target
        + "\",\"state\":\""
        + state
        + "\",\"elapsedMs\":2000,\"trouble\":\"the disk is full\",\"parts\":[{\"name\":\"media\","
        + "\"state\":\""
        + state
        + "\",\"events\":"
        + events
        + ",\"ofEvents\":10000}]}";
  }

  private void rebuildsTo(String end) {
    AtomicInteger polls = new AtomicInteger();
    console
        .server
        .on("POST /api/v1/rebuilds", 202, rebuild("running", 0))
        .on(
            "GET /api/v1/rebuilds/r1",
            asked ->
                new FakeServer.Answer(
                    200,
                    polls.incrementAndGet() < 2 ? rebuild("running", 5) : rebuild(end, 10_000)));
  }

  @Test
  void rebuildWaitsForTheEndAndSaysHowFastItWas() {
    rebuildsTo("done");
    assertEquals(0, console.run("rebuild"), console::said);
    assertEquals("{\"target\":\"all\"}", console.sent("POST /api/v1/rebuilds"));
    String end = "rebuilt all in 2.0 s: 10,000 events of the journal, 5,000 events/s\n";
    assertTrue(console.said().endsWith(end), console.said());
  }

  @Test
  void aFailedRebuildSaysWhyAndThatTheOldStays() {
    rebuildsTo("failed");
    assertEquals(1, console.run("rebuild", "views"));
    assertEquals("{\"target\":\"views\"}", console.sent("POST /api/v1/rebuilds"));
    assertTrue(console.said().contains("failed after 2.0 s: the disk is full"), console.said());
    assertTrue(console.said().contains("stay as they were"), console.said());
  }

  @Test
  void rebuildSaysWhereAnotherOneRunsAndWaitsForThatOne() {
    rebuildsTo("done");
    assertEquals(0, console.run("rebuild", "views"), console::said);
    assertTrue(
        console.said().contains("A rebuild of 'all' runs already: this is about that one."),
        console.said());
    assertTrue(console.said().contains("rebuilt all in 2.0 s"), console.said());
  }

  @Test
  void rebuildNeedNotWait() {
    console.server.on("POST /api/v1/rebuilds", 202, rebuild("index", "running", 0));
    assertEquals(0, console.run("rebuild", "index", "--no-wait"), console::said);
    assertEquals("r1\n", console.said());
    assertEquals(2, console.run("rebuild", "everything"));
  }

  @Test
  void digestPrintsThePartsAndTheWhole() {
    console.server.on(
        "GET /api/v1/digest",
        200,
        "{\"digest\":\"aa\",\"parts\":[{\"name\":\"media_view\",\"rows\":3,\"digest\":\"bb\"}]}");
    assertEquals(0, console.run("digest"), console::said);
    assertEquals("bb  media_view (3 rows)\naa  replay\n", console.said());
  }

  @Test
  void digestOfTheContentPrintsItemsOnDemand() {
    String answer =
        "{\"digest\":\"cc\",\"items\":1,\"perItem\":[{\"hash\":\"h\",\"digest\":\"d\"}]}";
    console.server.on("GET /api/v1/digest?content=true", 200, answer);
    assertEquals(0, console.run("digest", "--content"), console::said);
    assertEquals(0, console.run("digest", "--items"), console::said);
    assertEquals(0, console.run("digest", "--content", "--json"), console::said);
    assertEquals(
        "cc  content of 1 item\nh  d\ncc  content of 1 item\n" + answer + "\n", console.said());
  }
}
