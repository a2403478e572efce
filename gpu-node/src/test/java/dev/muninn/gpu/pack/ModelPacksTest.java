package dev.muninn.gpu.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPacksTest {
  private static final Path TINY = Path.of("src", "test", "resources", "tiny-clip", "onnx");
  @TempDir private Path folder;
  private Path pack;
  private ModelPacks packs;

  @BeforeEach
  void copyAPack() throws IOException {
    pack = Files.createDirectory(folder.resolve("pack"));
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, pack.resolve(file.getFileName()));
      }
    }
    packs = new ModelPacks(folder.resolve("models"));
  }

  @Test
  void addsAPackAndListsIt() throws IOException {
    assertEquals("tiny-onnx", packs.add(pack));
    assertEquals("tiny-1-24", packs.open("tiny-onnx").manifest().space().id());
    ModelPacks.Listing line =
        packs.list().stream().filter(l -> l.name().equals("tiny-onnx")).findAny().orElseThrow();
    assertEquals(ModelPacks.State.READY, line.state());
    assertFalse(line.chosen());
    assertTrue(packs.list().stream().anyMatch(l -> l.name().equals("lite") && l.chosen()));
  }

  @Test
  void addsNoSecondPackOfThatName() throws IOException {
    packs.add(pack);
    assertRefused("already", () -> packs.add(pack));
  }

  @Test
  void opensTheBundledPack() throws IOException {
    assertEquals(384, packs.open("lite").manifest().space().dimension());
  }

  @Test
  void refusesAChangedFile() throws IOException {
    byte[] bytes = Files.readAllBytes(pack.resolve("image.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(pack.resolve("image.onnx"), bytes);
    assertRefused("checksum of image.onnx", () -> packs.add(pack));
    assertTrue(packs.list().stream().noneMatch(l -> l.name().equals("tiny-onnx")));
  }

  @Test
  void refusesACutFile() throws IOException {
    Files.write(pack.resolve("text.onnx"), new byte[10]);
    assertRefused("should have", () -> packs.add(pack));
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(pack.resolve("tokenizer.json"));
    assertRefused("tokenizer.json", () -> packs.add(pack));
  }

  @Test
  void refusesALinkInAPack() throws IOException {
    Path moved = Files.move(pack.resolve("text.onnx"), folder.resolve("outside.onnx"));
    Files.createSymbolicLink(pack.resolve("text.onnx"), moved);
    assertRefused("missing", () -> packs.add(pack));
  }

  @Test
  void refusesAFolderThatIsNoPack() {
    assertRefused("no pack.json", () -> packs.add(folder));
  }

  @Test
  void refusesNamesThatLeadOut() throws IOException {
    for (String name : List.of("../image.onnx", "/etc/passwd", "a/../../b", "..", "a\\\\b", ".x")) {
      edit("\"path\": \"image.onnx\"", "\"path\": \"" + name + "\"");
      assertRefused("cannot be called", () -> packs.add(pack));
      edit("\"path\": \"" + name + "\"", "\"path\": \"image.onnx\"");
    }
    for (String name : List.of("../lite", "a/b", "", "A b")) {
      assertThrows(PackException.class, () -> packs.open(name), name);
    }
  }

  @Test
  void refusesAForeignEngine() throws IOException {
    edit("\"engine\": \"onnx\"", "\"engine\": \"keras\"");
    assertRefused("keras", () -> packs.add(pack));
  }

  @Test
  void refusesAFileThatIsUsedButNotListed() throws IOException {
    edit("\"file\": \"text.onnx\"", "\"file\": \"other.onnx\"");
    assertRefused("not listed", () -> packs.add(pack));
  }

  @Test
  void refusesAManifestThatIsNoJson() throws IOException {
    Files.writeString(pack.resolve("pack.json"), "{");
    assertRefused("pack.json", () -> packs.add(pack));
  }

  @Test
  void remembersWhatIsLoadedFirst() throws IOException {
    packs.add(pack);
    assertEquals("lite", packs.chosen());
    packs.choose("tiny-onnx");
    assertEquals("tiny-onnx", packs.chosen());
  }

  @Test
  void choosesNoPackThatIsNotThere() {
    assertRefused("no pack called", () -> packs.choose("nothing"));
  }

  private void edit(String from, String to) throws IOException {
    Path manifest = pack.resolve("pack.json");
    String text = Files.readString(manifest);
    assertTrue(text.contains(from), from);
    Files.writeString(manifest, text.replace(from, to));
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static void assertRefused(String words, Attempt attempt) {
    PackException refusal = assertThrows(PackException.class, attempt::run);
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }
}
