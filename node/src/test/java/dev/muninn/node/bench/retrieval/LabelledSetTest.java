package dev.muninn.node.bench.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelledSetTest {
  private static final Path OURS = Path.of("..", "bench", "retrieval", "labels.json");

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private LabelledSet read(Path file) throws IOException {
    return LabelledSet.read(file, Optional.empty(), folder.resolve("laid-out"));
  }

  @Test
  void captionsAreQuestions() throws IOException {
    write("a.jpg", "a");
    Path file =
        write(
            "set.json",
            "{\"pictures\":[{\"id\":\"a\",\"caption\":\"a cat\",\"file\":\"a.jpg\"},"
                + "{\"id\":\"b\",\"caption\":\"a dog\",\"file\":\"gone.jpg\"}]}");

    LabelledSet set = read(file);

    assertEquals(List.of(new Question("a cat", "caption", Map.of("a", 1))), set.questions());
    assertEquals(1, set.missing());
    assertEquals(Optional.empty(), set.pictures().get(0).name());
  }

  @Test
  void anIncludedSetComesFirstAndQuestionsReplaceItsCaptions() throws IOException {
    write("a.jpg", "a");
    write("one.json", "{\"pictures\":[{\"id\":\"a\",\"caption\":\"a cat\",\"file\":\"a.jpg\"}]}");
    Path file =
        write(
            "two.json",
            "{\"include\":\"one.json\",\"pictures\":[{\"id\":\"d\",\"name\":\"red.png\","
                + "\"tags\":[\"x\"],\"drawn\":{\"ground\":\"ffffff\",\"disc\":\"ff0000\"}}],"
                + "\"questions\":[{\"query\":\"a cat\",\"kind\":\"caption\",\"relevant\":"
                + "{\"a\":3,\"d\":1}},{\"query\":\"zzz\",\"kind\":\"none\",\"relevant\":{}}]}");

    LabelledSet set = read(file);

    assertEquals(2, set.pictures().size());
    assertEquals(
        List.of(
            new Question("a cat", "caption", Map.of("a", 3, "d", 1)),
            new Question("zzz", "none", Map.of())),
        set.questions());
    LabelledPicture drawn = set.pictures().get(1);
    assertEquals("{\"tags\":[\"x\"]}", drawn.said().toString());
    assertEquals(0xffff0000, ImageIO.read(drawn.file().toFile()).getRGB(192, 192));
  }

  @Test
  void aQuestionAboutNoPictureIsAMistake() throws IOException {
    Path file =
        write("set.json", "{\"questions\":[{\"query\":\"q\",\"relevant\":{\"nobody\":1}}]}");

    assertThrows(IllegalArgumentException.class, () -> read(file));
  }

  @Test
  void aTableHasAQueryAFileAndAGradeALine() throws IOException {
    write("cat.jpg", "a");
    write("dog.png", "b");
    Path file = write("set.tsv", "# mine\na cat\tcat.jpg\t2\na cat\tdog.png\nnothing\n");

    LabelledSet set = read(file);

    assertEquals(
        List.of("cat.jpg", "dog.png"), set.pictures().stream().map(LabelledPicture::id).toList());
    assertEquals(
        List.of(
            new Question("a cat", "question", Map.of("cat.jpg", 2, "dog.png", 1)),
            new Question("nothing", "question", Map.of())),
        set.questions());
  }

  @Test
  void theSetOfTheRepositoryHasEverySort() throws IOException {
    LabelledSet set = read(OURS);

    assertEquals(16, set.pictures().size());
    assertEquals(50, set.missing());
    for (String kind :
        List.of("caption", "name", "tag", "date", "place", "typo", "colour", "none")) {
      assertTrue(set.questions().stream().filter(q -> q.kind().equals(kind)).count() >= 2, kind);
    }
  }
}
