package dev.muninn.node.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names of metrics in a file of the docs: in the rows of a table, in expressions. */
final class DocumentedMetrics {
  private static final Path DOCS =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent().resolve("docs");
  private static final Pattern NAME = Pattern.compile("\\bmuninn_[a-z_]+");

  private DocumentedMetrics() {}

  static Set<String> in(String file) {
    try {
      Set<String> names = new TreeSet<>();
      for (String line : Files.readAllLines(DOCS.resolve(file))) {
        if (line.startsWith("| `muninn_") || line.contains("expr: ")) {
          NAME.matcher(line).results().map(MatchResult::group).forEach(names::add);
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
