package dev.muninn.http.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** A path with parameters in braces, for example {@code /api/v1/media/{id}/stream}. */
public record PathTemplate(String text) {
  public PathTemplate {
    Objects.requireNonNull(text, "text");
    if (!text.matches("/|(/([a-z0-9.-]+|\\{[a-zA-Z]+}))+")) {
      throw new IllegalArgumentException("not a path template: " + text);
    }
  }

  /** The parameters of a path in order of the template; empty when the path is another one. */
  public Optional<List<PathValue>> match(List<String> segments) {
    List<String> mine = segmentsOf(text);
    if (mine.size() != segments.size()) {
      return Optional.empty();
    }
    boolean same =
        IntStream.range(0, mine.size())
            .allMatch(i -> isParameter(mine.get(i)) || mine.get(i).equals(segments.get(i)));
    return same ? Optional.of(valuesOf(mine, segments)) : Optional.empty();
  }

  /** Whether there are no parameters; such a route goes before one with parameters. */
  public boolean literal() {
    return text.indexOf('{') < 0;
  }

  /** Names of the parameters, in order. */
  public List<String> parameters() {
    return segmentsOf(text).stream()
        .filter(PathTemplate::isParameter)
        .map(PathTemplate::nameOf)
        .toList();
  }

  static List<String> segmentsOf(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  private static List<PathValue> valuesOf(List<String> mine, List<String> segments) {
    List<PathValue> values = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      if (isParameter(mine.get(i))) {
        values.add(new PathValue(nameOf(mine.get(i)), segments.get(i)));
      }
    }
    return values;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String nameOf(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  /** A parameter and its decoded value. */
  public record PathValue(String name, String value) {}
}
