package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** edit, trash, restore. */
class EditCommandsTest {
  private static final String ID = "a".repeat(26);
  private static final String OTHER = "ab".repeat(13);
  private static final String PATH = "/api/v1/media/";
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  private static String media(String id, String more) {
    return "{\"mediaId\":\"" + id + "\",\"name\":\"dog\\u001b.jpg\"" + more + "}";
  }

  private List<String> bodies(String line) {
    return console.server.asked().stream()
        .filter(request -> request.line().equals(line))
        .map(FakeServer.Asked::body)
        .toList();
  }

  @Test
  void editSaysWhatIsNamedAndNoMore() {
    console.server.on("PATCH " + PATH + ID, 200, media(ID, ",\"rating\":4,\"title\":\"Dawn\""));
    assertEquals(
        0,
        console.run(
            "edit",
            ID,
            "--rating",
            "4",
            "--title",
            "Dawn",
            "--date",
            "1999-08-11",
            "--clear",
            "place"),
        console::said);
    assertEquals(
        List.of("{\"place\":null,\"rating\":4,\"title\":\"Dawn\",\"capturedAt\":\"1999-08-11\"}"),
        bodies("PATCH " + PATH + ID));
    assertTrue(console.said().contains("dog\\u001b.jpg, “Dawn”, rated 4"), console.said());
  }

  @Test
  void tagsAreChangedOverThoseThatThereAreAndReadAgainWhenSomebodyWasFaster() {
    AtomicInteger reads = new AtomicInteger();
    console
        .server
        .on(
            "GET " + PATH + ID,
            request ->
                new FakeServer.Answer(
                    200,
                    media(
                        ID,
                        reads.incrementAndGet() == 1
                            ? ",\"tags\":[\"sea\"]"
                            : ",\"tags\":[\"sea\",\"Boat\"]")))
        .on(
            "PATCH " + PATH + ID,
            request ->
                reads.get() == 1
                    ? new FakeServer.Answer(412, "{\"code\":\"precondition-failed\"}")
                    : new FakeServer.Answer(200, media(ID, ",\"tags\":[\"sea\",\"dogs\"]")));
    assertEquals(
        0,
        console.run("edit", ID, "--tag", "dogs", "--tag", "SEA", "--untag", "boat"),
        console::said);
    assertEquals(
        List.of("{\"tags\":[\"sea\",\"dogs\"]}", "{\"tags\":[\"sea\",\"dogs\"]}"),
        bodies("PATCH " + PATH + ID));
    assertTrue(console.said().contains("tagged sea, dogs"), console.said());
  }

  @Test
  void anEditOfNothingIsNotSent() {
    assertNotEquals(0, console.run("edit", ID));
    assertEquals(List.of(), console.server.asked());
  }

  @Test
  void whatTheServerRefusesIsToldInItsWords() {
    console.server.on(
        "PATCH " + PATH + ID,
        400,
        "{\"code\":\"bad-request\",\"detail\":\"'rating' is a whole number from 0 to 5.\"}");
    assertNotEquals(0, console.run("edit", ID, "--rating", "9"));
    assertTrue(console.said().contains("'rating' is a whole number"), console.said());
  }

  @Test
  void trashAndRestoreTakeSeveralItemsAlsoByTheirNames() {
    console
        .server
        .on(
            "GET /api/v1/pipeline/items?limit=500",
            200,
            "{\"items\":[{\"mediaId\":\"" + OTHER + "\",\"name\":\"cat.jpg\"}],\"next\":null}")
        .on("DELETE " + PATH + ID, 204, "")
        .on("DELETE " + PATH + OTHER, 204, "")
        .on("POST " + PATH + OTHER + "/restore", 200, media(OTHER, ""));
    assertEquals(0, console.run("trash", ID, "cat.jpg"), console::said);
    assertTrue(console.said().contains(OTHER + " lies in the trash"), console.said());
    assertEquals(0, console.run("restore", "abab"), console::said);
    assertTrue(console.said().contains("is back"), console.said());
    assertNotEquals(0, console.run("restore", "nothing"));
  }
}
