package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** status, story, retry, pause, resume. */
class PipelineCommandsTest {
  private static final String ID = "a".repeat(26);
  private static final String OTHER = "ab".repeat(13);
  private final Console console = new Console();

  @AfterEach
  void close() {
    console.close();
  }

  private void items() {
    console
        .server
        .on(
            "GET /api/v1/pipeline/items?limit=500",
            200,
            "{\"items\":[{\"mediaId\":\"" + ID + "\",\"name\":\"dog.jpg\"}],\"next\":\"2:a\"}")
        .on(
            "GET /api/v1/pipeline/items?limit=500&cursor=2%3Aa",
            200,
            "{\"items\":[{\"mediaId\":\"" + OTHER + "\",\"name\":\"cat.jpg\"}],\"next\":null}");
  }

  @Test
  void statusSaysWhatIsPausedHowOldTheOldestIsAndThatThereIsNoRoom() {
    console
        .server
        .on(
            "GET /api/v1/pipeline",
            200,
            "{\"accepted\":3,\"ready\":1,\"waiting\":2,\"stages\":[{\"stage\":\"embed\","
                + "\"waiting\":2,\"running\":0,\"failed\":0,\"oldestSeconds\":125,\"paused\":"
                + "{\"reason\":\"hot\",\"by\":\"x\",\"since\":\"2026-05-01T10:00:00Z\"}}],"
                + "\"intake\":{\"open\":false,\"words\":\"Only 1 GB is left on the disk.\"}}")
        .on("GET /api/v1/index", 200, "{\"partitions\":[]}");
    assertEquals(0, console.run("status"), console::said);
    String said = console.said();
    assertTrue(said.contains("2 waiting, 0 running, 0 failed, the oldest for 2 min 5 s"), said);
    assertTrue(said.contains("paused since 2026-"), said);
    assertTrue(said.contains("hot; `muninn resume"), said);
    assertTrue(said.contains("intake       closed: Only 1 GB is left on the disk."), said);
  }

  @Test
  void statusOfAnImportShowsItsItemsAndWhatWasNotTakenIn() {
    console
        .server
        .on(
            "GET /api/v1/ingest/sessions/s1",
            200,
            "{\"state\":\"running\",\"seen\":9,\"new\":4,\"left\":2,\"failed\":1,\"report\":"
                + "[{\"path\":\"a\\nb.jpg\",\"code\":\"unreadable\",\"words\":\"No right to read.\"}]}")
        .on("GET /api/v1/pipeline?session=s1", 200, "{\"accepted\":4,\"ready\":3,\"failed\":1}");
    assertEquals(0, console.run("status", "--session", "s1"), console::said);
    String said = console.said();
    assertTrue(said.contains("import s1 is running: 9 files seen, 2 left"), said);
    assertTrue(said.contains("a\\nb.jpg: No right to read."), said);
    assertTrue(said.contains("4 items accepted"), said);
  }

  @Test
  void storyIsReadableInEightyColumnsAndFoundByTheNameOfItsFile() {
    items();
    String why = "The file ends in the middle of the picture and nothing can be made of it, really";
    console.server.on(
        "GET /api/v1/media/" + ID + "/pipeline",
        200,
        "{\"mediaId\":\""
            + ID
            + "\",\"status\":\"quarantined\",\"stages\":[{\"stage\":\"describe\","
            + "\"status\":\"failed\",\"attempts\":2,\"node\":\"muninn-on-the-shelf\","
            + "\"startedAt\":\"2026-05-01T10:00:00Z\",\"elapsedMs\":1250,\"error\":{\"code\":"
            + "\"broken-file\",\"words\":\""
            + why
            + ".\",\"hint\":\"Copy it again from the camera.\"},"
            + "\"history\":[{\"attempt\":1,\"node\":\"muninn-on-the-shelf\",\"startedAt\":"
            + "\"2026-05-01T09:00:00Z\",\"elapsedMs\":900,\"outcome\":\"lost\",\"error\":null},"
            + "{\"attempt\":2,\"node\":\"muninn-on-the-shelf\",\"startedAt\":\"2026-05-01T10:00:00Z\","
            + "\"elapsedMs\":1250,\"outcome\":\"failed\",\"error\":{\"code\":\"broken-file\"}}],"
            + "\"remark\":\"Not tried again by itself.\"}],"
            + "\"events\":[{\"sequenceNr\":1,\"type\":\"Acquired\",\"at\":\"2026-05-01T09:00:00Z\","
            + "\"summary\":\""
            + why
            + "\"}]}");
    assertEquals(0, console.run("story", "dog.jpg"), console::said);
    String said = console.said();
    said.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    String flat = said.replaceAll("\\s+", " ");
    assertTrue(flat.contains(why + ". (broken-file) Copy it again from the camera."), flat);
    assertTrue(flat.contains("attempt 1 lost 2026-"), flat);
    assertTrue(flat.contains("900 ms on muninn-on-the-shelf"), flat);
    assertTrue(flat.contains("attempt 2 failed"), flat);
    assertTrue(flat.contains("Not tried again by itself."), flat);
  }

  @Test
  void theBeginningOfAnIdMustFitJustOneItem() {
    items();
    console.server.on(
        "GET /api/v1/media/" + OTHER + "/pipeline", 200, "{\"mediaId\":\"" + OTHER + "\"}");
    assertEquals(0, console.run("story", "abab"), console::said);
    assertEquals(1, console.run("story", "nothing.jpg"));
    assertTrue(console.said().contains("nothing.jpg: no item has this id or name"));
    console.server.on(
        "GET /api/v1/pipeline/items?limit=500",
        200,
        "{\"items\":[{\"mediaId\":\""
            + ID
            + "\",\"name\":\"x\"},{\"mediaId\":\""
            + OTHER
            + "\",\"name\":\"x\"}]}");
    assertEquals(1, console.run("story", "x"));
    assertTrue(console.said().contains("x: 2 items fit; say which: " + ID), console.said());
  }

  @Test
  void retryAsksForWhatItsWordsMean() {
    items();
    String line = "POST /api/v1/pipeline/retry";
    console.server.on(line, 200, "{\"retried\":2,\"idle\":1,\"unknown\":[]}");
    assertEquals(0, console.run("retry", ID, "cat.jpg"), console::said);
    assertEquals("{\"mediaIds\":[\"" + ID + "\",\"" + OTHER + "\"]}", console.sent(line));
    assertTrue(console.said().contains("2 items tried again"), console.said());
    assertTrue(console.said().contains("1 item had nothing to try again"), console.said());
    assertEquals(0, console.run("retry", "--stage", "embed", "--code", "model-failed"));
    assertEquals("{\"stage\":\"embed\",\"code\":\"model-failed\"}", console.sent(line));
    assertEquals(0, console.run("retry", "--failed"));
    assertEquals("{\"all\":true}", console.sent(line));
  }

  @Test
  void retryNamesWhatIsNotThereAndAsksForAChoice() {
    String gone = "{\"retried\":0,\"idle\":0,\"unknown\":[\"" + ID + "\"]}";
    console.server.on("POST /api/v1/pipeline/retry", 200, gone);
    assertEquals(1, console.run("retry", ID));
    assertTrue(console.said().contains("not there: " + ID), console.said());
    assertEquals(2, console.run("retry"));
    assertEquals(2, console.run("retry", ID, "--failed"));
    assertTrue(console.said().contains("Which items?"), console.said());
  }

  @Test
  void pauseAndResumeSayWhatTheyDid() {
    console
        .server
        .on(
            "POST /api/v1/pipeline/stages/embed/pause",
            200,
            "{\"stage\":\"embed\",\"paused\":{\"reason\":\"hot\"}}")
        .on("POST /api/v1/pipeline/stages/embed/resume", 200, "{\"stage\":\"embed\"}");
    assertEquals(0, console.run("pause", "embed", "--reason", "hot"), console::said);
    assertEquals("{\"reason\":\"hot\"}", console.sent("POST /api/v1/pipeline/stages/embed/pause"));
    assertEquals(0, console.run("resume", "embed"), console::said);
    assertTrue(console.said().contains("embed is paused: hot\nembed goes on\n"), console.said());
  }

  @Test
  void aRefusedStageSpeaksTheServersWordsAndNoNameBecomesAnotherAddress() {
    console.server.on(
        "POST /api/v1/pipeline/stages/..%2Fretry/pause",
        400,
        "{\"code\":\"bad-request\",\"detail\":\"'stage' is one of store, embed.\",\"hint\":\"\"}");
    assertEquals(1, console.run("pause", "../retry"));
    assertTrue(console.said().contains("'stage' is one of store, embed."), console.said());
    assertEquals(
        List.of("POST /api/v1/pipeline/stages/..%2Fretry/pause"),
        console.server.asked().stream().map(FakeServer.Asked::line).toList());
    assertFalse(console.said().contains("fault of Muninn"));
  }
}
