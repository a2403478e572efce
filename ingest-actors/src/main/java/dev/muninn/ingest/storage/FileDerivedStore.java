package dev.muninn.ingest.storage;

import dev.muninn.blob.DerivedStore;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.RunId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * Derived files as folders: {@code <derived>/<org>/<aa>/<mediaId>/<run>/<name>}, worked on under
 * {@code <derived>/.work/<random>}. Thread-safe.
 */
public final class FileDerivedStore implements DerivedStore {

  private final Disk disk;
  private final Path root;
  private final Path work;
  private final StoreMark mark;

  /** The derived files in a folder that is there: a shared mount, on a node without storage. */
  public static FileDerivedStore in(Path root) {
    return new FileDerivedStore(new LocalDisk(), root, StoreMark.OWN);
  }

  FileDerivedStore(Disk disk, Path root, StoreMark mark) {
    this.disk = disk;
    this.root = root;
    this.work = root.resolve(".work");
    this.mark = mark;
  }

  @Override
  public boolean isThere() {
    return mark.look();
  }

  @Override
  public Path path(DerivedKey key) {
    return root.resolve(key.value());
  }

  @Override
  public void adopt(Path finished, DerivedKey key) throws IOException {
    mark.require();
    Path place = path(key);
    try {
      Files.createDirectories(place.getParent());
      disk.rename(finished, place);
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    }
  }

  @Override
  public void discard(DerivedKey key) throws IOException {
    Path place = path(key);
    Files.deleteIfExists(place);
    try {
      // the folder of the run, once its last file is gone
      Files.deleteIfExists(place.getParent());
    } catch (DirectoryNotEmptyException e) {
      return;
    }
  }

  @Override
  public Workbench workbench() throws IOException {
    mark.require();
    Path folder = work.resolve(RunId.random().value());
    try {
      disk.createFolder(work);
      disk.createFolder(folder);
    } catch (IOException e) {
      throw DiskFloor.translated(e);
    }
    return new FolderWorkbench(folder);
  }

  /** Deletes workbenches that a crash left behind before {@code olderThan}. */
  void sweep(Instant olderThan) throws IOException {
    if (!Files.isDirectory(work)) {
      return;
    }
    try (DirectoryStream<Path> benches = Files.newDirectoryStream(work)) {
      for (Path bench : benches) {
        if (Files.getLastModifiedTime(bench).toInstant().isBefore(olderThan)) {
          deleteTree(bench);
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (NoSuchFileException e) {
      // gone already: that is what was wanted
      return;
    }
  }

  private record FolderWorkbench(Path folder) implements Workbench {
    @Override
    public void close() throws IOException {
      deleteTree(folder);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
