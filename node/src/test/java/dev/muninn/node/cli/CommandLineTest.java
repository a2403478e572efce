package dev.muninn.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.hash.Blake3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
  private static final String TOKENS =
      "{\"accessToken\":\"fresh\",\"refreshToken\":\"second\",\"expiresIn\":3600,"
          + "\"orgId\":\"home\",\"participantId\":\"p\"}";
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void ownConfiguration() {
    System.setProperty("muninn.config-home", folder.resolve("config").toString());
  }

  @AfterEach
  void clean() {
    System.clearProperty("muninn.config-home");
    server.close();
  }

  private int run(String... args) {
    return CommandLineRunner.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private void loggedIn(Instant expiry) {
    CredentialStore.standard()
        .put(
            ServerOption.parsed(server.url()),
            new CredentialStore.Login("a@b.cd", "old", "first", expiry.toEpochMilli()));
  }

  private void loggedIn() {
    loggedIn(Instant.now().plusSeconds(3600));
  }

  @Test
  void everyCommandExplainsItself() {
    for (CommandLine command : CommandLineRunner.commandLine().getSubcommands().values()) {
      assertTrue(command.getCommandSpec().usageMessage().description().length > 0);
      assertEquals(
          0,
          command.getCommandName().equals("help") ? 0 : run(command.getCommandName(), "--help"),
          command.getCommandName());
    }
    assertTrue(out.toString().contains("--in-place"));
    assertEquals(0, run("--version"));
  }

  @Test
  void anUnknownCommandIsExitCodeTwo() {
    assertEquals(2, run("fly"));
    assertEquals(2, run());
  }

  @Test
  void anUnreachableServerIsOneLineWithTheWayOut() {
    loggedIn();
    server.close();
    assertEquals(1, run("status", "--url", server.url()));
    assertEquals(
        "muninn: "
            + server.url()
            + ": no Muninn answers there; start it with `muninn up`, or name another with --url\n",
        err.toString());
  }

  @Test
  void debugAddsWhereAnErrorCameFrom() {
    loggedIn();
    server.close();
    assertEquals(1, run("status", "--debug", "--url", server.url()));
    assertTrue(err.toString().contains("CliException"), err.toString());
  }

  @Test
  void withoutALoginTheWayOutIsNamed() {
    assertEquals(1, run("status", "--url", server.url()));
    assertTrue(err.toString().contains("`muninn login`"), err.toString());
  }

  @Test
  void aRefusalSpeaksTheServersWords() {
    loggedIn();
    server.on(
        "GET /api/v1/pipeline",
        403,
        "{\"code\":\"forbidden\",\"title\":\"No\",\"status\":403,"
            + "\"detail\":\"You may not.\\u001b[31m\",\"hint\":\"Ask an admin.\"}");
    assertEquals(1, run("status", "--url", server.url()));
    assertEquals(
        "muninn: " + server.url() + ": You may not.\\u001b[31m (forbidden); Ask an admin.\n",
        err.toString());
  }

  @Test
  void anExpiredTokenIsRenewedOnceAndKeptPrivate() throws IOException {
    loggedIn(Instant.EPOCH);
    server
        .on("POST /api/v1/auth/refresh", 200, TOKENS)
        .on(
            "POST /api/v1/search",
            asked ->
                new FakeServer.Answer(
                    "Bearer fresh".equals(asked.headers().get("authorization")) ? 200 : 401,
                    "{\"hits\":[],\"tookMs\":3,\"lagMs\":0}"));
    assertEquals(0, run("search", "a", "cat", "--url", server.url()), err::toString);
    assertEquals(0, run("search", "a dog", "--url", server.url()), err::toString);
    assertEquals(
        List.of("POST /api/v1/auth/refresh", "POST /api/v1/search", "POST /api/v1/search"),
        server.asked().stream().map(FakeServer.Asked::line).toList());
    Path file = folder.resolve("config/muninn/credentials.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).contains("second"));
  }

  @Test
  void searchPrintsHitsWithTheirReasonsAndMoments() {
    loggedIn();
    server.on(
        "POST /api/v1/search",
        200,
        "{\"hits\":[{\"mediaId\":\"abc\",\"score\":0.5,\"kind\":\"video\",\"name\":\"a\\nb.mp4\","
            + "\"why\":[\"looks like the words\"],\"moment\":{\"startMs\":65000,\"endMs\":70000}}],"
            + "\"tookMs\":3,\"lagMs\":0}");
    assertEquals(0, run("search", "x", "--url", server.url()), err::toString);
    assertTrue(out.toString().contains("abc  a\\nb.mp4  at 1:05–1:10"), out.toString());
    assertTrue(out.toString().contains("looks like the words"), out.toString());
  }

  @Test
  void addReportsNewKnownUnsupportedAndFailed() throws IOException {
    loggedIn();
    Path album = Files.createDirectories(folder.resolve("album/.hidden")).getParent();
    Files.write(album.resolve("new ä.jpg"), JPEG);
    Files.write(album.resolve("known.jpg"), JPEG);
    Files.write(album.resolve("full.jpg"), JPEG);
    Files.writeString(album.resolve("notes.txt"), "words");
    Files.createFile(album.resolve("empty.jpg"));
    Files.write(album.resolve(".hidden/x.jpg"), JPEG);
    server
        .on("GET /api/v1/auth/me", 200, "{\"email\":\"a@b.cd\"}")
        .on("POST /api/v1/media", CommandLineTest::receive);
    assertEquals(1, run("add", album.toString(), "--url", server.url()), err::toString);
    String said = out.toString();
    assertTrue(said.matches("(?s).*new +1\n +known +1\n +unsupported +1\n +failed +2\n.*"), said);
    assertTrue(said.contains("full.jpg: No room is left. Free some."), said);
    assertTrue(said.contains("empty.jpg: The file is empty."), said);
    assertFalse(said.contains(".hidden"), said);
  }

  private static FakeServer.Answer receive(FakeServer.Asked asked) {
    assertEquals(HexFormat.of().formatHex(Blake3.hash(JPEG)), asked.headers().get("x-blake3"));
    assertEquals(JPEG.length, asked.body().length());
    String name = asked.headers().get("x-file-name");
    if (name.equals("UTF-8''full.jpg")) {
      return new FakeServer.Answer(
          507, "{\"code\":\"disk-full\",\"detail\":\"No room is left.\",\"hint\":\"Free some.\"}");
    }
    boolean known = name.equals("UTF-8''known.jpg");
    assertTrue(known || name.equals("UTF-8''new%20%C3%A4.jpg"), name);
    return new FakeServer.Answer(
        known ? 200 : 201, "{\"mediaId\":\"abc\",\"duplicate\":" + known + "}");
  }

  @Test
  void addInPlaceFollowsTheImportOfTheSourceThatIsThere() throws IOException {
    loggedIn();
    String root = folder.toRealPath().toString();
    server
        .on(
            "GET /api/v1/sources",
            200,
            "{\"items\":[{\"sourceId\":\"s\",\"root\":\"" + root + "\",\"custody\":\"in-place\"}]}")
        .on("POST /api/v1/sources/s/scan", 202, "{\"sessionId\":\"i\"}")
        .on(
            "GET /api/v1/ingest/sessions/i",
            200,
            "{\"state\":\"done\",\"seen\":7,\"new\":4,\"known\":3,\"unsupported\":0,\"failed\":0}");
    assertEquals(0, run("add", "--in-place", root, "--url", server.url()), err::toString);
    assertTrue(out.toString().matches("(?s).*7 files.*new +4\n +known +3\n.*"), out.toString());
  }

  @Test
  void setupReadsTheCodeOfTheDataFolder() throws IOException {
    Files.writeString(folder.resolve("setup-code"), "ABCD-1234\n");
    server.on("POST /api/v1/auth/setup", 201, TOKENS);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("long enough\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals(
          0,
          run("setup", "--data", folder.toString(), "--email", "eva@b.cd", "--url", server.url()),
          err::toString);
    } finally {
      System.setIn(before);
    }
    assertEquals(
        "{\"code\":\"ABCD-1234\",\"email\":\"eva@b.cd\",\"password\":\"long enough\","
            + "\"displayName\":\"eva\",\"org\":\"home\"}",
        server.asked().get(0).body());
    assertEquals(
        "fresh",
        CredentialStore.standard()
            .find(ServerOption.parsed(server.url()))
            .orElseThrow()
            .accessToken());
  }

  @Test
  void doctorListsQuarantinedItemsAndGoesOnAfterATrouble() {
    loggedIn();
    server
        .on("GET /readyz", 503, "{\"database\":\"down\"}")
        .on("GET /api/v1/auth/me", 200, "{\"email\":\"a@b.cd\"}")
        .on("GET /api/v1/pipeline", 200, "{\"accepted\":2,\"ready\":1,\"quarantined\":1}")
        .on(
            "GET /api/v1/pipeline/items?status=quarantined&limit=10",
            200,
            "{\"items\":[{\"mediaId\":\"abc\",\"name\":\"x.jpg\","
                + "\"error\":{\"code\":\"broken-file\",\"words\":\"Broken.\",\"hint\":\"Copy it.\"}}]}")
        .on("GET /api/v1/index", 200, "{\"partitions\":[]}");
    assertEquals(1, run("doctor", "--url", server.url()));
    assertTrue(out.toString().contains("is not ready: {\"database\":\"down\"}"), out.toString());
    assertTrue(out.toString().contains("abc  x.jpg: Broken. Copy it."), out.toString());
    assertTrue(out.toString().contains("2 things need a look."), out.toString());
  }

  @Test
  void doctorTellsWhatIsParkedPausedHeldBackAndDamaged() {
    loggedIn();
    server
        .on("GET /readyz", 200, "{}")
        .on("GET /api/v1/auth/me", 200, "{\"email\":\"a@b.cd\"}")
        .on(
            "GET /api/v1/pipeline",
            200,
            "{\"stages\":[{\"stage\":\"embed\",\"paused\":{\"reason\":\"too hot\","
                + "\"since\":\"2026-05-01T10:00:00Z\"}},"
                + "{\"stage\":\"store\",\"waitsFor\":\"Waiting for the store\"}],"
                + "\"intake\":{\"open\":false,\"words\":\"12 MiB left\"}}")
        .on(
            "GET /api/v1/projections",
            200,
            "{\"projections\":[{\"name\":\"media\",\"lagEvents\":7,\"lagMs\":20000}],"
                + "\"parked\":[{\"projection\":\"media\",\"persistenceId\":\"MediaItem|home.x\","
                + "\"fromSequenceNr\":3,\"error\":\"no such column\",\"since\":\"T\"}],"
                + "\"oldestTransaction\":{\"application\":\"psql\",\"database\":\"d\",\"ageMs\":9000}}")
        .on(
            "GET /api/v1/nodes",
            200,
            "{\"nodes\":[{\"name\":\"vault\",\"address\":\"10.0.0.2:2848\",\"reachable\":false}],\"notices\":["
                + "{\"at\":\""
                + Instant.now()
                + "\",\"node\":\"server\",\"peer\":\"the store\",\"words\":\"is away\"},"
                + "{\"at\":\"2026-01-01T00:00:00Z\",\"node\":\"server\",\"peer\":\"x\","
                + "\"words\":\"long ago\"}]}")
        .on("POST /api/v1/projections/release", 200, "{\"released\":2,\"stillParked\":1}")
        .on(
            "GET /api/v1/file-checks/latest",
            200,
            "{\"done\":true,\"files\":9,\"findings\":[{\"fault\":\"flipped\",\"file\":\"ab/cd\","
                + "\"words\":\"one byte differs\",\"outcome\":\"recorded\"}]}")
        .on("GET /api/v1/index", 200, "{\"partitions\":[]}");
    assertEquals(1, run("doctor", "--release", "--url", server.url()));
    for (String words :
        List.of(
            "2 released, 1 stay",
            "embed is paused since 2026-05-01T10:00:00Z: too hot",
            "nothing is taken in: 12 MiB left",
            "media is 7 events and",
            "MediaItem|home.x is parked in media",
            "no such column",
            "a transaction of psql",
            "flipped: ab/cd: one byte differs",
            "store: Waiting for the store",
            "the node vault at 10.0.0.2:2848 is out of reach",
            "server noted of the store: is away",
            "9 things need a look.")) {
      assertTrue(out.toString().contains(words), words + " is missing in " + out);
    }
  }
}
