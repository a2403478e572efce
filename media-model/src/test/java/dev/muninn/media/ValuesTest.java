package dev.muninn.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static final ContentHash HASH = new ContentHash("ab".repeat(32));
  private static final OrgId ORG = new OrgId("home");
  private static final MediaId MEDIA = new MediaId("b".repeat(26));
  private static final SourceId SOURCE = new SourceId("c".repeat(26));

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "Home", "ho me", "home.", "../..", "home\n"})
  void refusesBadOrgs(String bad) {
    assertThrows(IllegalArgumentException.class, () -> new OrgId(bad));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b", "1bbbbbbbbbbbbbbbbbbbbbbbbb", "BBBBBBBBBBBBBBBBBBBBBBBBBB"})
  void refusesBadIds(String bad) {
    assertThrows(IllegalArgumentException.class, () -> new MediaId(bad));
    assertThrows(IllegalArgumentException.class, () -> new SourceId(bad));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(bad));
    assertThrows(IllegalArgumentException.class, () -> new RunId(bad));
    assertThrows(IllegalArgumentException.class, () -> new StagedRef(bad));
    assertThrows(IllegalArgumentException.class, () -> new ParticipantId(bad));
  }

  @Test
  void refusesNoIdAtAll() {
    assertThrows(IllegalArgumentException.class, () -> new MediaId(null));
    assertThrows(IllegalArgumentException.class, () -> new ContentHash(null));
  }

  @Test
  void makesFreshIdsThatDiffer() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertTrue(seen.add(SourceId.random().value()));
    }
  }

  /** Vectors of RFC 4648 section 10, in lower case and without padding. */
  @Test
  void writesBase32AsTheStandardSays() {
    assertEquals("", base32(""));
    assertEquals("my", base32("f"));
    assertEquals("mzxq", base32("fo"));
    assertEquals("mzxw6", base32("foo"));
    assertEquals("mzxw6yq", base32("foob"));
    assertEquals("mzxw6ytb", base32("fooba"));
    assertEquals("mzxw6ytboi", base32("foobar"));
  }

  @Test
  void makesMediaIdsOfSixteenBytes() {
    assertEquals("a".repeat(26), MediaId.ofBytes(new byte[16]).value());
    assertThrows(IllegalArgumentException.class, () -> MediaId.ofBytes(new byte[32]));
  }

  @Test
  void turnsHashesIntoBytesAndBack() {
    assertEquals(HASH, ContentHash.ofBytes(HASH.toBytes()));
    assertThrows(IllegalArgumentException.class, () -> ContentHash.ofBytes(new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> new ContentHash("AB".repeat(32)));
  }

  @ParameterizedTest
  @EnumSource(MediaType.class)
  void hasAPlaceInThePoolForEveryType(MediaType type) {
    String key = BlobKey.of(ORG, HASH, type).value();

    assertEquals(
        "home/" + type.kind().word() + "/ab/" + HASH.value() + "." + type.extension(), key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc/passwd", "home/image/ab/../../x.jpg", "/home/image/ab/x.jpg", ""})
  void refusesKeysThatLeadOut(String bad) {
    assertThrows(IllegalArgumentException.class, () -> new BlobKey(bad));
    assertThrows(IllegalArgumentException.class, () -> new DerivedKey(bad));
  }

  @Test
  void refusesDerivedNamesThatAreNotOurs() {
    RunId run = new RunId("d".repeat(26));
    DerivedKey key = DerivedKey.of(ORG, MEDIA, run, "thumb-256.jpg");

    assertEquals("home/bb/" + MEDIA + "/" + run + "/thumb-256.jpg", key.value());
    assertThrows(IllegalArgumentException.class, () -> DerivedKey.of(ORG, MEDIA, run, "../a.jpg"));
  }

  @Test
  void comparesFilesByWhatTheFileSystemSays() {
    FileLocation was = new FileLocation(SOURCE, "a/b.jpg", 10, 1, 2, 3);

    assertTrue(was.sameFileAs(new FileLocation(SOURCE, "elsewhere.jpg", 10, 1, 2, 3)));
    assertFalse(was.sameFileAs(new FileLocation(SOURCE, "a/b.jpg", 11, 1, 2, 3)));
    assertFalse(was.sameFileAs(new FileLocation(SOURCE, "a/b.jpg", 10, 9, 2, 3)));
    assertFalse(was.sameFileAs(new FileLocation(SOURCE, "a/b.jpg", 10, 1, 9, 3)));
    assertFalse(was.sameFileAs(new FileLocation(SOURCE, "a/b.jpg", 10, 1, 2, 9)));
    assertThrows(IllegalArgumentException.class, () -> new FileLocation(SOURCE, "", 10, 1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> new FileLocation(SOURCE, "a", -1, 1, 2, 3));
  }

  @Test
  void countsCaptureTimesWithoutAnOffsetAsUtc() {
    LocalDateTime local = LocalDateTime.of(2020, 2, 29, 12, 0);

    assertEquals(
        Instant.parse("2020-02-29T12:00:00Z"),
        new CapturedAt(local, Optional.empty(), "exif:DateTimeOriginal").instant());
    assertEquals(
        Instant.parse("2020-02-29T10:00:00Z"),
        new CapturedAt(local, Optional.of(ZoneOffset.ofHours(2)), "exif:DateTimeOriginal")
            .instant());
  }

  @Test
  void boundsWhatAPersonSays() {
    assertThrows(IllegalArgumentException.class, () -> rated(6));
    assertThrows(IllegalArgumentException.class, () -> rated(-1));
    assertEquals(Optional.of(5), rated(5).rating());
    assertThrows(IllegalArgumentException.class, () -> tagged(Collections.nCopies(101, "x")));
  }

  @Test
  void copiesTheListsItIsGiven() {
    List<String> tags = new ArrayList<>(List.of("cat"));
    Curation curation = tagged(tags);
    tags.add("dog");

    assertEquals(Optional.of(List.of("cat")), curation.tags());
    assertThrows(UnsupportedOperationException.class, () -> curation.tags().orElseThrow().add("x"));
  }

  @Test
  void boundsPlacesLabelsFactsAndSegments() {
    assertThrows(IllegalArgumentException.class, () -> new GeoPoint(90.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new GeoPoint(0, -180.1));
    assertThrows(IllegalArgumentException.class, () -> new GeoPoint(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Label("cat", 1.1));
    assertThrows(IllegalArgumentException.class, () -> new Label("cat", Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Fact("No Name", "x"));
    assertThrows(IllegalArgumentException.class, () -> new Fact("iso", "x".repeat(2001)));
    DerivedKey key = DerivedKey.of(ORG, MEDIA, RunId.random(), "p.jpg");
    assertThrows(IllegalArgumentException.class, () -> new Segment(-1, 0, 0, key));
    assertThrows(IllegalArgumentException.class, () -> new Segment(0, 5, 4, key));
    assertThrows(
        IllegalArgumentException.class, () -> new Derived(Derived.Role.POSTER, key, 0, 1, 1));
  }

  @Test
  void cutsLongDetailsOfAFailure() {
    assertEquals(
        StageFailure.MAX_DETAIL,
        new StageFailure(ErrorCode.BROKEN_FILE, "x".repeat(5000)).detail().length());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void saysInWordsWhatIsWrongAndWhatToDo(ErrorCode code) {
    assertTrue(code.words().endsWith(".") && code.words().length() > 15, code.words());
    assertTrue(code.hint().endsWith(".") && code.hint().length() > 15, code.hint());
    assertTrue(code.code().matches("[a-z]+(-[a-z]+)*"), code.code());
    assertNotEquals(code.words(), code.hint());
  }

  @ParameterizedTest
  @EnumSource(StageName.class)
  void namesStagesByOneWord(StageName stage) {
    assertEquals(stage.name().toLowerCase(Locale.ROOT), stage.word());
  }

  private static Curation rated(int rating) {
    return new Curation(
        Optional.of(rating),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Curation tagged(List<String> tags) {
    return new Curation(
        Optional.empty(), Optional.of(tags), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static String base32(String text) {
    return Base32.encode(text.getBytes(StandardCharsets.US_ASCII));
  }
}
