package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
  private static final String LINE = "GET /api/v1/events";
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  private static String frame(int id) {
    return "id: 1:"
        + id
        + "\nevent: media\ndata: {\"type\":\"Stored\",\"mediaId\":\"item"
        + id
        + "\",\"at\":\"2026-05-01T10:00:00Z\",\"summary\":\"kept\\n\"}\n\n";
  }

  /** The first answer breaks off in the middle of a frame. */
  private static FakeServer.Answer broken(FakeServer.Asked asked) {
    String last = asked.headers().getOrDefault("last-event-id", "");
    return switch (last) {
      case "" -> new FakeServer.Answer(200, "retry: 1\nid: 1:0\n\n" + frame(1) + "id: 1:2\nda");
      case "1:1" -> new FakeServer.Answer(200, ":\n\n" + frame(2) + frame(3));
      default ->
          new FakeServer.Answer(400, "{\"code\":\"bad-cursor\",\"detail\":\"" + last + "\"}");
    };
  }

  @Test
  void goesOnWhereTheConnectionBrokeAndPrintsEachChangeOnce() {
    console.server.on(LINE, EventsCommandTest::broken);
    assertEquals(0, console.run("events", "--limit", "3"), console::said);
    List<String> lines = console.said().lines().toList();
    assertEquals(3, lines.size(), console.said());
    for (int i = 0; i < 3; i++) {
      assertTrue(lines.get(i).contains("item" + (i + 1)), console.said());
    }
    assertTrue(lines.get(0).endsWith("Stored           item1  kept\\n"), lines.get(0));
  }

  @Test
  void printsChangesAsTheyAreOnDemand() {
    console.server.on(LINE, 200, frame(1));
    assertEquals(0, console.run("events", "--limit", "1", "--json"), console::said);
    assertTrue(console.said().startsWith("{\"type\":\"Stored\",\"mediaId\":\"item1\""));
  }

  @Test
  void aRefusalEndsItWithTheServersWords() {
    String problem =
        "{\"code\":\"bad-cursor\",\"detail\":\"No such id.\",\"hint\":\"Begin again.\"}";
    console.server.on(LINE, 400, problem);
    assertEquals(1, console.run("events", "--after", "x"));
    assertTrue(console.said().contains("No such id. (bad-cursor); Begin again."), console.said());
  }
}
