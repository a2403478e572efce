package dev.muninn.ingest.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muninn.ingest.stage.SourceOfflineException;
import dev.muninn.media.FileLocation;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {

  private static final SourceId SOURCE = SourceId.random();

  @TempDir private Path temp;
  private Path root;
  private FolderSourceFiles files;

  @BeforeEach
  void makeRoot() throws IOException {
    temp = temp.toRealPath();
    root = Files.createDirectories(temp.resolve("photos"));
    files =
        new FolderSourceFiles(
            source -> source.equals(SOURCE) ? Optional.of(root) : Optional.empty());
  }

  @Test
  void statsAFileToTheNanosecond() throws IOException {
    Files.createDirectories(root.resolve("2020"));
    Path file = Files.writeString(root.resolve("2020/a.jpg"), "hello");

    FileLocation seen = files.stat(at("2020/a.jpg"));

    assertEquals(5, seen.size());
    assertEquals(Files.getAttribute(file, "unix:ino"), seen.inode());
    assertTrue(seen.sameFileAs(files.stat(seen)));
    Files.writeString(file, "hallo");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertFalse(seen.sameFileAs(files.stat(seen)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "/etc/passwd",
        "..",
        ".",
        "a/./b",
        "//../secret",
        "//%2e%2e/secret",
        "//%2e%2e%2fsecret",
        "a\0b",
        "//%zz",
        "//%00"
      })
  void refusesPathsThatLeadOut(String path) throws IOException {
    Files.writeString(temp.resolve("secret"), "x");
    Files.createDirectories(root.resolve("a"));

    assertThrows(AccessDeniedException.class, () -> files.resolve(at(path)));
  }

  @Test
  void refusesLinksAsFilesAndOnTheWay() throws IOException {
    Path secret = Files.createDirectories(temp.resolve("secret"));
    Files.writeString(secret.resolve("key"), "x");
    Files.createSymbolicLink(root.resolve("folder"), secret);
    Files.createSymbolicLink(root.resolve("file"), secret.resolve("key"));

    assertThrows(AccessDeniedException.class, () -> files.resolve(at("folder/key")));
    assertThrows(AccessDeniedException.class, () -> files.stat(at("file")));
  }

  @Test
  void tellsAMissingFileFromAMissingRootAndFromADiskThatIsNotMounted() throws IOException {
    Path other = Files.createFile(root.resolve("other.jpg"));
    assertThrows(NoSuchFileException.class, () -> files.stat(at("gone.jpg")));
    Files.delete(other);
    assertThrows(SourceOfflineException.class, () -> files.stat(at("gone.jpg")));
    Files.delete(root);
    assertThrows(SourceOfflineException.class, () -> files.stat(at("gone.jpg")));
    assertThrows(
        SourceOfflineException.class,
        () -> files.resolve(new FileLocation(SourceId.random(), "a", 1, 1, 1, 1)));
  }

  @Test
  void followsARootThatIsALink() throws IOException {
    Files.writeString(root.resolve("a.jpg"), "x");
    Path link = Files.createSymbolicLink(temp.resolve("mount"), root);
    FolderSourceFiles behind = new FolderSourceFiles(source -> Optional.of(link));

    assertEquals(root.resolve("a.jpg"), behind.resolve(at("a.jpg")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.jpg",
        "it%27s%20%22quoted%22.jpg",
        "two%0Alines.jpg",
        "%F0%9F%90%88.jpg",
        "old%E4disk%FF.jpg",
        "50%25.jpg",
        "-y",
        "a;rm%20-rf%20*"
      })
  void findsEveryNameAgainByItsText(String encoded) throws IOException {
    Path file = Path.of(URI.create("file://" + root.toUri().getRawPath() + encoded));
    Files.writeString(file, "x");

    String text = SourcePaths.textOf(root, file);

    assertEquals(Optional.of(file), SourcePaths.resolve(root, text));
    assertEquals(1, files.stat(at(text)).size());
  }

  @Test
  void keepsReadableNamesReadable() {
    assertEquals("a/b c.jpg", SourcePaths.textOf(root, root.resolve("a/b c.jpg")));
    assertEquals("b.jpg", SourcePaths.nameOf("a/b.jpg"));
    assertEquals(255, SourcePaths.nameOf("n".repeat(300)).length());
  }

  private static FileLocation at(String path) {
    return new FileLocation(SOURCE, path, 1, 1, 1, 1);
  }
}
