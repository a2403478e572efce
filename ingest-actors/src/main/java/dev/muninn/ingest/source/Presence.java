package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.Custody;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells a root whose disk is not mounted from one that was emptied. The root is there when it can
 * be read and is the same folder as at the last scan, or holds one of its known files at least; a
 * source that copies needs any entry only, since its files are kept elsewhere. Blocking;
 * thread-safe.
 */
final class Presence {

  /** So many known files are looked for where a look must be short. */
  static final int SAMPLE = 200;

  private static final int PAGE = 200;
  private static final String NOTHING_DELETED = " Nothing was taken for deleted.";
  static final String UNREACHABLE =
      "The folder cannot be reached. Is the disk mounted?" + NOTHING_DELETED;
  private static final String EMPTY =
      "The folder is empty, but files of it are known. Is the disk mounted?"
          + NOTHING_DELETED
          + " If it was emptied, confirm the folder.";
  private static final String FOREIGN =
      "None of the files known of this folder is in it. Is another disk mounted?"
          + NOTHING_DELETED
          + " If this is the right folder, confirm it.";

  private final SourceViews views;

  Presence(SourceViews views) {
    this.views = views;
  }

  /** Why the source counts as offline, in words, or empty when it is there. */
  Optional<String> trouble(ExpectedRoot expected, int atMostFiles) {
    Optional<SourceFolder> found = SourceFolder.reach(expected.root());
    if (found.isEmpty()) {
      return Optional.of(UNREACHABLE);
    }
    if (isThere(expected, found.get(), atMostFiles)) {
      return Optional.empty();
    }
    return Optional.of(found.get().isEmpty() ? EMPTY : FOREIGN);
  }

  private boolean isThere(ExpectedRoot expected, SourceFolder found, int atMostFiles) {
    if (expected.folder().isPresent() && expected.folder().equals(found.id().lasting())) {
      return true;
    }
    if (expected.custody() == Custody.COPY && !found.isEmpty()) {
      return true;
    }
    int looked = 0;
    Optional<KnownFile> after = Optional.empty();
    while (looked < atMostFiles) {
      List<KnownFile> page = views.filesAfter(expected.source(), after, PAGE);
      if (page.isEmpty()) {
        return looked == 0;
      }
      if (page.stream().anyMatch(file -> isThere(found.real(), file))) {
        return true;
      }
      looked += page.size();
      after = Optional.of(page.get(page.size() - 1));
    }
    return false;
  }

  private static boolean isThere(Path root, KnownFile file) {
    return SourcePaths.resolve(root, file.location().path())
        .filter(path -> !SourceFolder.isGone(path))
        .isPresent();
  }
}
