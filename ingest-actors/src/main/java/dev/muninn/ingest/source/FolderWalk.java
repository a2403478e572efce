package dev.muninn.ingest.source;

import dev.muninn.ingest.storage.FileStat;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The files beneath a folder, depth first, each folder sorted by name. Follows no link, passes over
 * hidden names, ignored names and one folder of our own; holds the names of the folders on the way
 * only. What vanishes meanwhile is passed over; what may not be looked into is an {@link
 * Unreadable}. Not thread-safe.
 */
final class FolderWalk implements Iterator<FolderWalk.Seen> {

  private final Globs globs;
  private final Set<String> ignored;
  private final Path ownData;
  private final Path root;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private Optional<Seen> next = Optional.empty();

  /**
   * @param root the real path of the source
   * @param start the root, or a folder or file beneath it
   * @param ownData the data folder, which is never looked into
   */
  FolderWalk(Path root, Path start, Globs globs, Set<String> ignored, Path ownData) {
    this.root = root;
    this.globs = globs;
    this.ignored = ignored;
    this.ownData = ownData;
    open.push(List.of(start).iterator());
  }

  /** Something that was found. */
  sealed interface Seen {
    Path path();
  }

  /** A regular file. */
  record Found(Path path, FileStat stat) implements Seen {}

  /** A file or folder that cannot be looked at. */
  record Unreadable(Path path) implements Seen {}

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !open.isEmpty()) {
      if (open.element().hasNext()) {
        next = visit(open.element().next());
      } else {
        open.pop();
      }
    }
    return next.isPresent();
  }

  @Override
  public Seen next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Seen seen = next.orElseThrow();
    next = Optional.empty();
    return seen;
  }

  private Optional<Seen> visit(Path path) {
    if (!path.equals(root) && isPassedOver(path)) {
      return Optional.empty();
    }
    try {
      if (Files.isSymbolicLink(path)) {
        return Optional.empty();
      }
      if (Files.isDirectory(path)) {
        open.push(sorted(path).iterator());
        return Optional.empty();
      }
      FileStat stat = FileStat.of(path);
      boolean taken = stat.regular() && globs.takes(root.relativize(path));
      return taken ? Optional.of(new Found(path, stat)) : Optional.empty();
    } catch (NoSuchFileException e) {
      // gone between listing and looking: as if it had never been there
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Unreadable(path));
    }
  }

  private boolean isPassedOver(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || ignored.contains(name) || path.equals(ownData);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(entries);
    return entries;
  }
}
