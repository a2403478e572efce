package dev.muninn.query.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.Happenings;
import dev.muninn.query.Vectors;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaFold;
import dev.muninn.search.language.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextIndexTest {
  private static final OrgId ORG = new OrgId("home");
  private static final JournalOffset PLACE = new JournalOffset(7, 8);

  @TempDir Path data;
  private Path folder;
  private TextIndex index;

  @BeforeEach
  void open() {
    folder = data.resolve("text");
    index = TextIndex.open(folder);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static MediaItemKey key(OrgId org, int n) {
    return new MediaItemKey(org, Vectors.id(n));
  }

  private void put(int n, String name) {
    index.put(key(ORG, n), named(n, name));
  }

  @Test
  void saysHowManyItemsAnOrgHasHowLargeItIsAndWhenItWasSaved() throws IOException {
    put(1, "fox");
    put(2, "hen");
    index.put(key(new OrgId("neighbours"), 3), named(3, "cat"));
    index.show();
    assertEquals(2, index.items(ORG));
    assertEquals(0, index.items(new OrgId("nobody")));
    index.save(PLACE);
    FileSizes files = index.files();
    long all = 0;
    try (Stream<Path> each = Files.list(folder)) {
      all = each.mapToLong(file -> file.toFile().length()).sum();
    }
    assertEquals(all, files.bytes());
    assertTrue(
        files
            .savedAt()
            .orElseThrow()
            .isAfter(java.time.Instant.now().minus(java.time.Duration.ofMinutes(1))));
  }

  /** The newer the higher the number. */
  private static MediaDocument named(int n, String name) {
    MediaFold fold = new MediaFold();
    fold.apply(Happenings.acquired(name, MediaType.JPEG, Happenings.AT.plusSeconds(n)), 1);
    fold.apply(Happenings.hashed(n), 2);
    return fold.document().orElseThrow();
  }

  private static Term word(String text) {
    return new Term(Term.Within.ANYWHERE, text, false, false, true);
  }

  private static Term beginning(String text) {
    return new Term(Term.Within.ANYWHERE, text, false, true, true);
  }

  private List<MediaId> find(Query query) {
    return index.best(Clauses.within(query, List.of(Clauses.org(ORG)), List.of()), 10).stream()
        .map(TextIndex.Match::mediaId)
        .toList();
  }

  private static List<MediaId> items(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Vectors::id).toList();
  }

  @Test
  void showsWhatWasPutAllAtOnce() {
    put(1, "boat.jpg");
    put(2, "boats.jpg");
    assertEquals(items(), find(WordClauses.said(word("boat"))));
    index.show();
    assertEquals(Set.copyOf(items(1, 2)), Set.copyOf(find(WordClauses.said(word("boat")))));
    put(1, "house.jpg");
    index.remove(key(ORG, 2));
    index.show();
    assertEquals(items(), find(WordClauses.said(word("boat"))));
    assertEquals(items(1), find(WordClauses.said(word("houses"))));
    assertEquals(1, index.items());
  }

  @Test
  void findsPhrasesAndBeginnings() {
    put(1, "red sailing boats.jpg");
    put(2, "boat sailing red.jpg");
    index.show();
    assertEquals(items(1), find(WordClauses.said(word("sailing boats"))));
    assertEquals(items(1), find(WordClauses.said(beginning("red sailing boats"))));
    assertEquals(items(1), find(WordClauses.said(beginning("red sailing boa"))));
    assertEquals(
        Set.copyOf(items(1, 2)), Set.copyOf(find(WordClauses.said(beginning("red sail")))));
    assertEquals(items(), find(WordClauses.said(word("red sai"))));
    assertEquals(2, find(WordClauses.said(beginning("sai"))).size());
    assertEquals(items(), find(WordClauses.said(beginning("sa"))));
    assertEquals(items(), find(WordClauses.seen(word("boat"))));
  }

  @Test
  void putsTheMostOftenNamedFirstAndThenTheNewest() {
    put(1, "boat.jpg");
    put(2, "boat boat boat.jpg");
    put(3, "boat.png");
    index.show();
    assertEquals(items(2, 3, 1), find(WordClauses.said(word("boat"))));
  }

  @Test
  void keepsOrgsApart() {
    put(1, "boat.jpg");
    index.put(key(new OrgId("other"), 2), named(2, "boat.jpg"));
    index.show();
    assertEquals(items(1), find(WordClauses.said(word("boat"))));
  }

  @Test
  void goesOnFromWhatWasSavedAndForgetsTheRest() {
    put(1, "boat.jpg");
    index.save(PLACE);
    put(2, "boat.jpg");
    index.show();
    index.close();
    index = TextIndex.open(folder);
    assertEquals(PLACE, index.saved());
    assertEquals(items(1), find(WordClauses.said(word("boat"))));
  }

  @Test
  void answersFromTheOldUntilTheNewIsWholeAndSaved() {
    put(1, "boat.jpg");
    index.save(PLACE);
    index.show();
    index.clear();
    put(2, "boat.jpg");
    assertEquals(items(1), find(WordClauses.said(word("boat"))));
    index.close();
    index = TextIndex.open(folder);
    assertEquals(items(1), find(WordClauses.said(word("boat"))));
  }

  @Test
  void goesOnFromWhatWasSavedWhenTheDiskHasRoomAgain() {
    index.close();
    FullDisk disk = new FullDisk();
    index = disk.open(folder);
    put(1, "boat.jpg");
    index.save(PLACE);
    index.show();
    disk.fill();
    assertThrows(UncheckedIOException.class, () -> put(2, "boat.jpg"));
    assertTrue(index.isBroken());
    assertThrows(UncheckedIOException.class, index::reopen);
    assertEquals(items(1), find(WordClauses.said(word("boat"))), "what was shown answers");
    disk.makeRoom();
    index.reopen();
    assertFalse(index.isBroken());
    assertEquals(PLACE, index.saved());
    assertEquals(items(1), find(WordClauses.said(word("boat"))));
    put(2, "boat.jpg");
    index.show();
    assertEquals(items(2, 1), find(WordClauses.said(word("boat"))));
  }

  /** Not every failure closes the one who writes, and he holds the lock of the folder. */
  @Test
  void goesOnWhenTheDiskHasRoomAgainAlsoWhereNothingWasSaved() {
    index.close();
    FullDisk disk = new FullDisk();
    index = disk.open(folder);
    put(1, "boat.jpg");
    index.show();
    disk.fill();
    assertThrows(UncheckedIOException.class, index::reopen);
    disk.makeRoom();
    index.reopen();
    assertFalse(index.isBroken());
    put(2, "boat.jpg");
    index.show();
    assertEquals(items(2), find(WordClauses.said(word("boat"))), "what was not saved comes again");
  }

  @Test
  void beginsAnewWhereAFileIsDamaged() throws IOException {
    put(1, "boat.jpg");
    index.save(PLACE);
    index.close();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !file.endsWith("write.lock")).toList();
    }
    assertTrue(files.size() > 1);
    for (Path file : files) {
      Path copy = folder.resolveSibling("damaged-" + file.getFileName());
      Files.createDirectory(copy);
      for (Path each : files) {
        byte[] bytes = Files.readAllBytes(each);
        if (each.equals(file)) {
          bytes[bytes.length / 2] ^= 1;
        }
        Files.write(copy.resolve(each.getFileName()), bytes);
      }
      try (TextIndex anew = TextIndex.open(copy)) {
        assertEquals(JournalOffset.START, anew.saved(), file.toString());
        assertEquals(0, anew.items());
      }
    }
    index = TextIndex.open(folder);
    assertEquals(PLACE, index.saved());
  }
}
