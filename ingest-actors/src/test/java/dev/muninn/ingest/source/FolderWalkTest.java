package dev.muninn.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {

  @TempDir private Path root;

  @BeforeEach
  void fill() throws IOException {
    root = root.toRealPath();
    for (String file :
        List.of("b.jpg", "a/z.jpg", "a/c/d.png", "data/own.jpg", ".hidden/x.jpg", "skip/y.jpg")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.createFile(root.resolve(file));
    }
    Files.createSymbolicLink(root.resolve("loop"), root);
  }

  @Test
  void walksSortedAndPassesOverWhatIsNotMeant() {
    assertEquals(List.of("a/c/d.png", "a/z.jpg", "b.jpg"), walk(root, List.of(), List.of()));
  }

  @Test
  void beginsBeneathAndTakesASingleFile() {
    assertEquals(List.of("a/c/d.png"), walk(root.resolve("a/c"), List.of(), List.of()));
    assertEquals(List.of("b.jpg"), walk(root.resolve("b.jpg"), List.of(), List.of()));
    assertEquals(List.of(), walk(root.resolve("gone"), List.of(), List.of()));
  }

  @Test
  void takesWhatIsIncludedAndNotExcluded() {
    assertEquals(List.of("a/z.jpg", "b.jpg"), walk(root, List.of("*.jpg"), List.of()));
    assertEquals(List.of("a/z.jpg", "b.jpg"), walk(root, List.of("**/*.jpg"), List.of()));
    assertEquals(List.of("a/c/d.png", "a/z.jpg"), walk(root, List.of("a/**"), List.of()));
    assertEquals(List.of("b.jpg"), walk(root, List.of(), List.of("a/**")));
  }

  @Test
  void endsOnce() {
    FolderWalk walk =
        new FolderWalk(
            root, root.resolve("b.jpg"), new Globs(List.of(), List.of()), Set.of(), root);
    assertTrue(walk.hasNext());
    walk.next();
    assertFalse(walk.hasNext());
    assertThrows(NoSuchElementException.class, walk::next);
  }

  @Test
  void goesOnWhenAFolderVanishesUnderIt() throws IOException {
    Files.createDirectories(root.resolve("a/d"));
    Files.createFile(root.resolve("a/d/gone.jpg"));
    FolderWalk walk =
        new FolderWalk(
            root, root, new Globs(List.of(), List.of()), Set.of("skip"), root.resolve("data"));
    assertEquals(root.resolve("a/c/d.png"), walk.next().path());
    // listed already with its parent, and not looked into yet
    Files.delete(root.resolve("a/d/gone.jpg"));
    Files.delete(root.resolve("a/d"));

    assertEquals(root.resolve("a/z.jpg"), walk.next().path());
    assertEquals(root.resolve("b.jpg"), walk.next().path());
    assertFalse(walk.hasNext());
  }

  private List<String> walk(Path start, List<String> include, List<String> exclude) {
    FolderWalk walk =
        new FolderWalk(
            root, start, new Globs(include, exclude), Set.of("skip"), root.resolve("data"));
    List<String> out = new ArrayList<>();
    walk.forEachRemaining(seen -> out.add(root.relativize(seen.path()).toString()));
    return out;
  }
}
