package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.Refusal;
import dev.muninn.catalog.Imports.SourceOutcome.Refused;
import dev.muninn.catalog.Imports.SourceSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** What a folder must be to become a source. Blocking. */
final class SourceRules {

  private static final int MAX_NAME = 200;
  private static final int MAX_GLOBS = 100;

  private final Path dataFolder;

  SourceRules(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  /** Why this source cannot be; empty when it can. {@code others} are the sources of its org. */
  Optional<Refused> refusal(SourceSpec spec, List<SourceViews.Owned> others) {
    if (spec.name().isBlank() || spec.name().length() > MAX_NAME) {
      return refused(
          Refusal.INVALID, "A source needs a name of 1 to 200 characters.", "Give it a name.");
    }
    if (!areGlobs(spec)) {
      return refused(
          Refusal.INVALID,
          "One of the include or exclude patterns is not a glob.",
          "Patterns look like **/*.jpg; at most 100 of each.");
    }
    Optional<Path> root = absolute(spec.root());
    if (root.isEmpty()) {
      return refused(
          Refusal.INVALID,
          "The folder must be given as an absolute path of the server.",
          "Write it from the root on, for example /srv/photos.");
    }
    return refusalOf(root.get(), others);
  }

  /** An absolute path without {@code .} and {@code ..}; empty when the text is none. */
  static Optional<Path> absolute(String text) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute() ? Optional.of(path.normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The path with links resolved, or as it is where it cannot be reached. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private Optional<Refused> refusalOf(Path root, List<SourceViews.Owned> others) {
    if (!Files.exists(root)) {
      return refused(
          Refusal.NOT_FOUND,
          "There is no such folder on the server.",
          "Check the spelling, and that the disk is mounted.");
    }
    if (!Files.isDirectory(root)) {
      return refused(
          Refusal.INVALID, "This is a file, not a folder.", "Name the folder that holds it.");
    }
    if (!isListable(root)) {
      return refused(
          Refusal.NOT_READABLE,
          "The folder may not be read.",
          "Give the user that runs Muninn the right to read it.");
    }
    if (overlap(real(root), real(dataFolder))) {
      return refused(
          Refusal.OVERLAPS,
          "The folder lies in Muninn's own data folder, or contains it.",
          "Choose a folder that has nothing to do with it.");
    }
    return others.stream()
        .filter(other -> overlap(real(root), real(Path.of(other.row().spec().root()))))
        .findFirst()
        .flatMap(
            other ->
                refused(
                    Refusal.OVERLAPS,
                    "The folder overlaps the source '" + other.row().spec().name() + "'.",
                    "Scan that source, or choose another folder."));
  }

  private static boolean overlap(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private static boolean isListable(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries != null && Files.isExecutable(folder);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean areGlobs(SourceSpec spec) {
    try {
      new Globs(spec.include(), spec.exclude()).takes(Path.of("any"));
      return spec.include().size() <= MAX_GLOBS && spec.exclude().size() <= MAX_GLOBS;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  static Optional<Refused> refused(Refusal why, String words, String hint) {
    return Optional.of(new Refused(why, words, hint));
  }
}
