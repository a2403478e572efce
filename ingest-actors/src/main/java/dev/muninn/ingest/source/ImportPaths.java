package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.Refusal;
import dev.muninn.catalog.Imports.SourceOutcome;
import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.signal.SourceKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a path of the server lies: beneath which source. Blocking. */
final class ImportPaths {
  private ImportPaths() {}

  /** A place beneath a source (the whole of it when {@code beneath} is empty), or why not. */
  record Place(
      Optional<SourceOutcome> refused, Optional<SourceKey> source, Optional<String> beneath) {
    private static Place refused(Refusal why, String words, String hint) {
      return new Place(
          Optional.of(new SourceOutcome.Refused(why, words, hint)),
          Optional.empty(),
          Optional.empty());
    }
  }

  static Place find(String absolutePath, List<Owned> sources) {
    Optional<Path> path = SourceRules.absolute(absolutePath);
    if (path.isEmpty()) {
      return Place.refused(
          Refusal.INVALID,
          "The path must be an absolute path of the server.",
          "Write it from the root on, for example /srv/photos/2024.");
    }
    for (Owned source : sources) {
      Optional<Place> place = beneath(source, path.get());
      if (place.isPresent()) {
        return place.get();
      }
    }
    return Place.refused(
        Refusal.OUTSIDE,
        "The path lies outside of every source.",
        "Add a source for its folder first.");
  }

  /** Empty when the path lies elsewhere, by its name or behind a link. */
  private static Optional<Place> beneath(Owned source, Path path) {
    Path root = Path.of(source.row().spec().root());
    Path real = SourceRules.real(root);
    // by name first: nothing is said of what lies outside, not even whether it is there
    if (!path.startsWith(root) && !path.startsWith(real)) {
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      return Optional.of(
          Place.refused(
              Refusal.NOT_FOUND, "There is no such file or folder.", "Check the spelling."));
    }
    Path file = SourceRules.real(path);
    if (!file.startsWith(real)) {
      return Optional.empty();
    }
    Optional<String> beneath =
        file.equals(real) ? Optional.empty() : Optional.of(SourcePaths.textOf(real, file));
    return Optional.of(new Place(Optional.empty(), Optional.of(source.key()), beneath));
  }
}
