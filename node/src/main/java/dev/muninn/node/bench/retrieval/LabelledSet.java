package dev.muninn.node.bench.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pictures, and questions about them. In JSON: {@code pictures} of {@code {id, file | package+path
 * | drawn, caption?, name?, tags?, title?, place?, capturedAt?}}, each caption a question that this
 * picture answers; {@code questions} of {@code {query, kind?, relevant: {id: grade}}}, which
 * replace a caption of the same words; {@code include}, another such file whose pictures and
 * captions come first. In TSV: {@code query, file, grade} a line, a query alone for one without an
 * answer; all pictures beside the file belong to the set, under their own names.
 *
 * @param missing how many pictures are not there; they and what only they answer are left out
 */
public record LabelledSet(List<LabelledPicture> pictures, List<Question> questions, int missing) {
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "avif");

  public LabelledSet {
    pictures = List.copyOf(pictures);
    questions = List.copyOf(questions);
  }

  /**
   * Reads a set.
   *
   * @param laidOut where pictures of packages lie as {@code ID.EXT}, and where drawn ones are put;
   *     without packages, those are missing
   */
  public static LabelledSet read(Path file, Optional<Path> packages, Path laidOut)
      throws IOException {
    return file.toString().endsWith(".tsv")
        ? table(file)
        : new Reading(packages, laidOut).document(file).set();
  }

  /** Of this set what has a picture that is there, and what has no answer anyway. */
  private static LabelledSet present(List<LabelledPicture> all, List<Question> questions) {
    List<LabelledPicture> there =
        all.stream().filter(picture -> Files.isRegularFile(picture.file())).toList();
    Set<String> ids = there.stream().map(LabelledPicture::id).collect(Collectors.toSet());
    List<Question> asked = new ArrayList<>();
    for (Question question : questions) {
      Map<String, Integer> grades = new LinkedHashMap<>(question.grades());
      grades.keySet().retainAll(ids);
      if (!question.hasAnswer() || !grades.isEmpty()) {
        asked.add(new Question(question.query(), question.kind(), grades));
      }
    }
    return new LabelledSet(there, asked, all.size() - there.size());
  }

  private static LabelledSet table(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
    Set<String> names;
    try (Stream<Path> beside = Files.list(folder)) {
      names =
          beside
              .map(path -> path.getFileName().toString())
              .filter(name -> ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)))
              .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Map<String, Integer> of = grades.computeIfAbsent(cells[0], query -> new LinkedHashMap<>());
      if (cells.length > 1) {
        names.add(cells[1]);
        of.put(cells[1], cells.length > 2 ? Integer.parseInt(cells[2].strip()) : 1);
      }
    }
    JsonNode nothing = new JsonMapper().createObjectNode();
    return present(
        names.stream()
            .map(n -> new LabelledPicture(n, folder.resolve(n), Optional.of(n), nothing))
            .toList(),
        grades.entrySet().stream()
            .map(e -> new Question(e.getKey(), "question", e.getValue()))
            .toList());
  }

  /** A document and what it includes. */
  private static final class Reading {
    private final Optional<Path> packages;
    private final Path laidOut;
    private final List<LabelledPicture> pictures = new ArrayList<>();
    private final Map<String, Question> questions = new LinkedHashMap<>();

    Reading(Optional<Path> packages, Path laidOut) {
      this.packages = packages;
      this.laidOut = laidOut;
    }

    Reading document(Path file) throws IOException {
      JsonNode root = new JsonMapper().readTree(file.toFile());
      if (root.has("include")) {
        document(file.resolveSibling(root.path("include").asText()));
      }
      for (JsonNode entry : root.path("pictures")) {
        LabelledPicture picture = LabelledPicture.of(entry, fileOf(entry, file));
        pictures.add(picture);
        if (entry.has("caption")) {
          ask(entry.path("caption").asText(), "caption", Map.of(picture.id(), 1));
        }
      }
      for (JsonNode entry : root.path("questions")) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        entry
            .path("relevant")
            .properties()
            .forEach(e -> grades.put(e.getKey(), e.getValue().asInt()));
        ask(entry.path("query").asText(), entry.path("kind").asText("question"), grades);
      }
      return this;
    }

    private void ask(String query, String kind, Map<String, Integer> grades) {
      questions.put(query, new Question(query, kind, grades));
    }

    private Path fileOf(JsonNode entry, Path document) throws IOException {
      String id = entry.path("id").asText();
      if (entry.has("drawn")) {
        return DrawnPicture.draw(entry.path("drawn"), id, laidOut);
      }
      if (entry.has("file")) {
        return document.toAbsolutePath().resolveSibling(entry.path("file").asText());
      }
      String path = entry.path("path").asText();
      String name = id + path.substring(path.lastIndexOf('.') + 1 == 0 ? 0 : path.lastIndexOf('.'));
      return packages.orElse(laidOut.resolve("left-out")).resolve(name);
    }

    LabelledSet set() {
      Set<String> ids = pictures.stream().map(LabelledPicture::id).collect(Collectors.toSet());
      questions.values().stream()
          .flatMap(question -> question.grades().keySet().stream())
          .filter(id -> !ids.contains(id))
          .findFirst()
          .ifPresent(
              id -> {
                throw new IllegalArgumentException("no picture has the id " + id);
              });
      return present(pictures, List.copyOf(questions.values()));
    }
  }
}
