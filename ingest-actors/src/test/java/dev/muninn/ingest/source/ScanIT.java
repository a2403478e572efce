package dev.muninn.ingest.source;

import static dev.muninn.ingest.source.SourceFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.catalog.Imports.Refusal;
import dev.muninn.catalog.Imports.ReportLine;
import dev.muninn.catalog.Imports.SessionProgress;
import dev.muninn.catalog.Imports.SourceOutcome;
import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.ingest.storage.MediaIds;
import dev.muninn.ingest.storage.OrgKeys;
import dev.muninn.media.Custody;
import dev.muninn.media.OrgId;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanIT {

  @TempDir private Path temp;
  private TestDatabase database;
  private SourceFixture node;
  private Path root;

  @BeforeEach
  void start() throws IOException {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("photos"));
    database = TestDatabase.create();
    node = new SourceFixture(database, Files.createDirectories(temp.resolve("data")));
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void takesInWhatIsNewAndReportsTheRest() throws IOException {
    Files.createDirectories(root.resolve("2020/deep"));
    Files.createDirectories(root.resolve(".thumbnails"));
    Files.createDirectories(root.resolve("@eaDir"));
    write("a.jpg", 1);
    write("2020/deep/b.jpg", 2);
    write("2020/same-as-a.jpg", 1);
    write(".thumbnails/hidden.jpg", 3);
    write("@eaDir/litter.jpg", 4);
    Files.writeString(root.resolve("text.jpg"), "I am no picture");
    Files.createFile(root.resolve("empty.jpg"));
    Files.createSymbolicLink(root.resolve("link.jpg"), Files.createFile(temp.resolve("out.jpg")));
    SourceId source = node.source(root, Custody.COPY, false);

    SessionProgress session = node.scan(source);

    assertEquals(List.of(5L, 2L, 1L, 1L, 1L, 0L), numbers(session));
    assertEquals(Optional.empty(), session.trouble());
    assertEquals(
        Set.of("empty.jpg empty-file", "text.jpg unsupported-type"),
        session.report().stream()
            .map(line -> line.path() + ' ' + line.code())
            .collect(Collectors.toSet()));
    assertTrue(session.report().stream().map(ReportLine::words).noneMatch(String::isBlank));

    assertEquals(List.of(5L, 0L, 3L, 1L, 1L, 0L), numbers(node.scan(source)));
    assertEquals(2, node.events("Acquired"));
    assertFalse(
        SourceFixture.await(node.module.imports().sources(SourceFixture.ORG)).get(0).offline());
  }

  @Test
  void takesEveryName() throws IOException {
    List<String> names =
        List.of(
            "it%27s%20%22quoted%22.jpg",
            "two%0Alines.jpg",
            "%F0%9F%90%88.jpg",
            "old%E4disk%FF.jpg",
            "-y.jpg",
            "%3Cscript%3E.jpg",
            "n".repeat(250) + ".jpg");
    for (int i = 0; i < names.size(); i++) {
      Path file = Path.of(URI.create("file://" + root.toUri().getRawPath() + names.get(i)));
      Files.write(file, SourceFixture.jpeg(1000, i));
    }
    SourceId source = node.source(root, Custody.IN_PLACE, false);

    assertEquals(names.size(), node.scan(source).fresh());
    assertEquals(names.size(), node.scan(source).known());
  }

  @Test
  void tellsItemsWhatIsGoneAndWhatChangedInPlace() throws IOException {
    write("stays.jpg", 1);
    write("goes.jpg", 2);
    write("changes.jpg", 3);
    SourceId source = node.source(root, Custody.IN_PLACE, false);
    node.scan(source);

    Files.delete(root.resolve("goes.jpg"));
    write("changes.jpg", 4);
    SessionProgress again = node.scan(source);

    assertEquals(List.of(2L, 1L, 1L, 0L, 0L, 0L), numbers(again));
    assertEquals(Set.of("stays.jpg", "changes.jpg"), node.knownPaths());
    assertEquals(2, node.events("LocationLost"));
    assertEquals(4, node.events("Acquired"));
  }

  @Test
  void namesTheScanThatIsRunningAndNoSourceThatIsNot() throws IOException {
    for (int i = 0; i < 200; i++) {
      write("f" + i + ".jpg", i);
    }
    SourceId source = node.source(root, Custody.COPY, false);
    CompletionStage<Optional<SessionId>> one =
        node.module.imports().scan(SourceFixture.ORG, source, SourceFixture.ANNA);
    CompletionStage<Optional<SessionId>> two =
        node.module.imports().scan(SourceFixture.ORG, source, SourceFixture.ANNA);

    assertEquals(SourceFixture.await(one), SourceFixture.await(two));
    node.ended(SourceFixture.await(one).orElseThrow());
    assertEquals(
        Optional.empty(),
        SourceFixture.await(
            node.module.imports().scan(SourceFixture.ORG, SourceId.random(), SourceFixture.ANNA)));
    assertEquals(
        Optional.empty(),
        SourceFixture.await(node.module.imports().session(SourceFixture.ORG, SessionId.random())));
  }

  @Test
  void watchesAFolder() throws IOException {
    node.source(root, Custody.COPY, true);

    write("later.jpg", 1);

    SourceFixture.eventually(() -> node.events("Acquired") == 1);
    write("much-later.jpg", 2);
    SourceFixture.eventually(() -> node.events("Acquired") == 2);
  }

  @Test
  void refusesFoldersThatCannotBeSources() throws IOException {
    Files.writeString(temp.resolve("file"), "x");
    node.source(root, Custody.COPY, false);

    assertEquals(Refusal.INVALID, refusal("relative/path"));
    assertEquals(Refusal.INVALID, refusal("nul\0byte"));
    assertEquals(Refusal.INVALID, refusal(temp.resolve("file").toString()));
    assertEquals(Refusal.NOT_FOUND, refusal(temp.resolve("missing").toString()));
    assertEquals(Refusal.OVERLAPS, refusal(temp.resolve("data").toString()));
    assertEquals(Refusal.OVERLAPS, refusal(temp.resolve("data/pool").toString()));
    assertEquals(Refusal.OVERLAPS, refusal("/"));
    assertEquals(Refusal.OVERLAPS, refusal(root.toString()));
    assertEquals(
        Refusal.OVERLAPS, refusal(Files.createDirectories(root.resolve("sub")).toString()));
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("data"));
    assertEquals(Refusal.OVERLAPS, refusal(link.toString()));
    SourceSpec badGlob =
        new SourceSpec("x", temp.toString(), Custody.COPY, false, List.of("[a"), List.of());
    assertTrue(
        SourceFixture.await(
                node.module.imports().create(SourceFixture.ORG, badGlob, SourceFixture.ANNA))
            instanceof SourceOutcome.Refused);
  }

  @Test
  void importsOnePathBeneathASourceAndNoneOutside() throws IOException {
    Files.createDirectories(root.resolve("sub"));
    write("sub/a.jpg", 1);
    write("b.jpg", 2);
    Files.writeString(temp.resolve("secret"), "x");
    Files.createSymbolicLink(root.resolve("way-out"), temp);
    node.source(root, Custody.COPY, false);

    SourceOutcome one = begin(root.resolve("sub").toString());
    assertEquals(1, node.ended(((SourceOutcome.Started) one).sessionId()).fresh());
    SourceOutcome two = begin(root.resolve("b.jpg").toString());
    assertEquals(1, node.ended(((SourceOutcome.Started) two).sessionId()).fresh());
    for (String outside :
        List.of(
            temp.resolve("secret").toString(),
            root + "/../secret",
            root + "/way-out/secret",
            "/etc/passwd")) {
      assertEquals(Refusal.OUTSIDE, ((SourceOutcome.Refused) begin(outside)).why(), outside);
    }
    assertEquals(Refusal.NOT_FOUND, ((SourceOutcome.Refused) begin(root + "/nothing.jpg")).why());
  }

  @Test
  void makesOneItemOfTwoUploadsAtOnce() throws Exception {
    byte[] bytes = SourceFixture.jpeg(100_000, 7);

    CompletionStage<MediaIntake.Receipt> one = node.upload(bytes, "one.jpg");
    CompletionStage<MediaIntake.Receipt> two = node.upload(bytes, "two.jpg");
    MediaIntake.Receipt first = SourceFixture.await(one);
    MediaIntake.Receipt second = SourceFixture.await(two);

    assertEquals(first.mediaId(), second.mediaId());
    assertTrue(first.duplicate() != second.duplicate());
    assertEquals(1, node.events("Acquired"));
    try (var staged = Files.list(temp.resolve("data/staging"))) {
      assertEquals(1, staged.count());
    }
    node.fresh();
    assertEquals(1, node.query("SELECT ref FROM view.staged_file").size());
  }

  @Test
  void givesOrgsIdsThatTellNothingOfEachOther() throws Exception {
    byte[] bytes = SourceFixture.jpeg(1000, 8);
    MediaIntake.Receipt ours = SourceFixture.await(node.upload(bytes, "a.jpg"));

    assertEquals(ours.mediaId(), node.storage.mediaIds().of(SourceFixture.ORG, ours.hash()));
    assertFalse(
        ours.mediaId().equals(node.storage.mediaIds().of(new OrgId("others"), ours.hash())));
    assertEquals(
        ours.mediaId(),
        new MediaIds(new OrgKeys(database.databases().writer()))
            .of(SourceFixture.ORG, ours.hash()));
  }

  private SourceOutcome begin(String path) {
    return SourceFixture.await(
        node.module.imports().start(SourceFixture.ORG, path, SourceFixture.ANNA));
  }

  private Refusal refusal(String path) {
    SourceSpec spec = new SourceSpec("x", path, Custody.COPY, false, List.of(), List.of());
    SourceOutcome outcome =
        SourceFixture.await(
            node.module.imports().create(SourceFixture.ORG, spec, SourceFixture.ANNA));
    return ((SourceOutcome.Refused) outcome).why();
  }

  private void write(String path, long seed) throws IOException {
    Files.write(root.resolve(path), SourceFixture.jpeg(2000, seed));
  }
}
