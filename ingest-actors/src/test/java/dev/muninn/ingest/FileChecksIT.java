package dev.muninn.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.blob.Originals;
import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.catalog.FileChecks.Finding;
import dev.muninn.catalog.FileChecks.Mending;
import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.catalog.PipelineItem;
import dev.muninn.cluster.jdbc.TestDatabase;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of real files, with a real database and the real pipeline that mends. */
class FileChecksIT {
  private static final int MANY = 20;
  private static final int FLIPPED = 0;
  private static final int TRUNCATED = 1;
  private static final int DELETED = 2;
  private static final int WITHOUT_THUMBNAIL = 3;

  @TempDir private Path temp;
  private TestDatabase database;
  private StoredPictures pictures;

  @BeforeEach
  void start() throws Exception {
    temp = temp.toRealPath();
    database = TestDatabase.create();
    pictures = StoredPictures.start(database, temp, MANY, "");
  }

  @AfterEach
  void stop() throws Exception {
    pictures.node().stop();
    database.close();
  }

  @Test
  void findsExactlyWhatIsWrongAndItHealsByItself() throws Exception {
    Check clean = pictures.check(Mending.REPORT);
    assertEquals(List.of(), clean.findings());
    assertEquals(0, clean.left());
    assertTrue(clean.files() >= 3 * MANY, clean.toString());
    assertEquals(pictures.bytes(), clean.bytes());

    pictures.keepCopiesInASource(FLIPPED, DELETED);
    Path stray = breakFive();
    Map<String, Fault> expected =
        Map.of(
            pictures.poolName(FLIPPED), Fault.FLIPPED,
            pictures.poolName(TRUNCATED), Fault.TRUNCATED,
            pictures.poolName(DELETED), Fault.MISSING,
            pictures.relative(stray), Fault.STRAY,
            pictures.relative(pictures.thumbnail(WITHOUT_THUMBNAIL)), Fault.DERIVED_MISSING);

    Check found = pictures.check(Mending.REPORT);

    assertEquals(expected, faults(found));
    assertTrue(found.findings().stream().noneMatch(one -> one.words().isBlank()));
    assertTrue(Files.exists(stray), "a report moves nothing");
    pictures.node().await(pictures.org(), FileChecksIT::oneIsGivenUp, Duration.ofSeconds(60));
    assertArrayEquals(pictures.original(FLIPPED), pictures.pooled(FLIPPED));
    assertArrayEquals(pictures.original(DELETED), pictures.pooled(DELETED));
    assertNothingWasForgotten();

    Check second = pictures.check(Mending.REPAIR);

    assertEquals(
        Map.of(
            pictures.poolName(TRUNCATED), Outcome.LOST,
            pictures.relative(stray), Outcome.SET_ASIDE),
        outcomes(second));
    assertFalse(Files.exists(stray));
    assertTrue(Files.exists(temp.resolve("data/lost+found").resolve(pictures.relative(stray))));
  }

  @Test
  void repairSaysWhatCameOfItAndAnUploadHealsTheRest() throws Exception {
    pictures.keepCopiesInASource(FLIPPED, DELETED);
    breakFive();

    Check repaired = pictures.check(Mending.REPAIR);

    assertEquals(
        Map.of(
            Fault.FLIPPED, Outcome.HEALED,
            Fault.MISSING, Outcome.HEALED,
            Fault.TRUNCATED, Outcome.LOST,
            Fault.STRAY, Outcome.SET_ASIDE,
            Fault.DERIVED_MISSING, Outcome.REMADE),
        repaired.findings().stream().collect(Collectors.toMap(Finding::fault, Finding::outcome)));
    assertEquals(Optional.empty(), repaired.trouble());
    PipelineItem given = pictures.itemsOf(MediaStatus.QUARANTINED).get(0);
    assertEquals(Optional.of(ErrorCode.BLOB_DAMAGED), given.error());
    assertInstanceOf(Originals.Outcome.Damaged.class, pictures.find(TRUNCATED));

    assertTrue(pictures.upload(TRUNCATED).duplicate());
    pictures.node().await(pictures.org(), FileChecksIT::allAreEmbedded, Duration.ofSeconds(60));

    assertInstanceOf(Originals.Outcome.Found.class, pictures.find(TRUNCATED));
    assertArrayEquals(pictures.original(TRUNCATED), pictures.pooled(TRUNCATED));
    assertEquals(List.of(), pictures.check(Mending.REPORT).findings());
    assertNothingWasForgotten();
  }

  @Test
  void aPoolThatIsNotMountedLosesNothing() throws Exception {
    Path pool = temp.resolve("data/pool").resolve(pictures.org().value());
    Files.move(pool, temp.resolve("unmounted"));

    Check check = pictures.check(Mending.REPAIR);

    assertTrue(check.done());
    assertTrue(check.trouble().orElseThrow().contains("mounted"), check.toString());
    assertEquals(List.of(), check.findings());
    assertEquals(0, pictures.events("DamageFound"));
    assertInstanceOf(Originals.Outcome.SourceOffline.class, pictures.find(0));
  }

  @Test
  void whatARequestFindsMissingHealsToo() throws Exception {
    pictures.keepCopiesInASource(DELETED);
    Files.delete(pictures.pool(DELETED));

    assertInstanceOf(Originals.Outcome.Damaged.class, pictures.find(DELETED));

    pictures.eventually(() -> Files.exists(pictures.pool(DELETED)));
    assertArrayEquals(pictures.original(DELETED), pictures.pooled(DELETED));
    pictures.eventually(() -> pictures.events("Healed") == 1);
  }

  @Test
  void anUploadOfKnownBytesHealsACopyThatNobodyMissed() throws Exception {
    Files.delete(pictures.pool(DELETED));

    assertTrue(pictures.upload(DELETED).duplicate());

    pictures.eventually(() -> Files.exists(pictures.pool(DELETED)));
    assertArrayEquals(pictures.original(DELETED), pictures.pooled(DELETED));
    assertEquals(1, pictures.events("DamageFound"));
  }

  private Path breakFive() throws Exception {
    byte[] flipped = pictures.pooled(FLIPPED);
    flipped[flipped.length / 2] ^= 4;
    Files.write(pictures.pool(FLIPPED), flipped);
    byte[] whole = pictures.pooled(TRUNCATED);
    Files.write(pictures.pool(TRUNCATED), Arrays.copyOf(whole, whole.length / 2));
    Files.delete(pictures.pool(DELETED));
    Files.delete(pictures.thumbnail(WITHOUT_THUMBNAIL));
    Path beside = pictures.pool(FLIPPED).resolveSibling("ab".repeat(32) + ".jpg");
    return Files.writeString(beside, "whose is this?");
  }

  /** Facts, vectors and previews are as many as there were; nothing was worked out twice. */
  private void assertNothingWasForgotten() {
    assertEquals(MANY, pictures.events("Described"));
    assertEquals(MANY, pictures.events("Embedded"));
    assertEquals(MANY + 1, pictures.events("Previewed"), "one thumbnail was made again");
    assertEquals(MANY, pictures.events("Acquired"));
  }

  private static boolean oneIsGivenUp(PipelineCounts now) {
    return now.quarantined() == 1 && waitingForIndex(now) == MANY - 1;
  }

  private static boolean allAreEmbedded(PipelineCounts now) {
    return waitingForIndex(now) == MANY;
  }

  private static long waitingForIndex(PipelineCounts now) {
    return now.stages().stream()
        .filter(one -> one.stage() == StageName.INDEX)
        .mapToLong(PipelineCounts.StageCount::waiting)
        .sum();
  }

  private static Map<String, Fault> faults(Check check) {
    return check.findings().stream().collect(Collectors.toMap(Finding::file, Finding::fault));
  }

  private static Map<String, Outcome> outcomes(Check check) {
    return check.findings().stream().collect(Collectors.toMap(Finding::file, Finding::outcome));
  }
}
