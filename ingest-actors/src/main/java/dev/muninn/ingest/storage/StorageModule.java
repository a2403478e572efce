package dev.muninn.ingest.storage;

import dev.muninn.cluster.DataFolder;
import dev.muninn.media.StagedRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** All the storage of a node, built once at start. */
public record StorageModule(
    StorageSettings settings,
    DiskFloor floor,
    FileStagingArea staging,
    FileBlobStore blobs,
    FileDerivedStore derived,
    FolderSourceFiles sourceFiles,
    MediaIds mediaIds,
    StoreMark mark,
    RoomProbe probe,
    Instant openedAt) {

  /** A workbench older than this belongs to nobody: no run takes so long. */
  private static final Duration WORKBENCH_MAX_AGE = Duration.ofHours(6);

  /** A file system's times may be behind the clock by this much. */
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

  /**
   * Makes the folders pool, derived and staging where they are missing. Where several nodes share
   * them the pool is marked. Blocking.
   *
   * @param writer the pool of connections of muninn_writer, for the keys of the orgs
   * @throws IOException when a folder cannot be made, or they lie in several file systems
   */
  public static StorageModule open(
      DataFolder folder, StorageSettings settings, SourceRoots roots, DataSource writer)
      throws IOException {
    return open(new LocalDisk(), folder, settings, roots, writer);
  }

  static StorageModule open(
      Disk disk, DataFolder folder, StorageSettings settings, SourceRoots roots, DataSource writer)
      throws IOException {
    return open(disk, folder, settings, roots, writer, new StoreIdTable(writer));
  }

  static StorageModule open(
      Disk disk,
      DataFolder folder,
      StorageSettings settings,
      SourceRoots roots,
      DataSource writer,
      StoreIds ids)
      throws IOException {
    Folders folders = new Folders(disk);
    folders.createSynced(folder.pool());
    folders.createSynced(folder.derived());
    folders.createSynced(folder.staging());
    requireOneFileSystem(folder);
    StoreMark mark = settings.shared() ? StoreMark.of(folder.pool(), ids) : StoreMark.OWN;
    DiskFloor floor = new DiskFloor(disk, disksOf(folder), mark, settings.diskFloorBytes());
    FileStagingArea staging = new FileStagingArea(disk, folder.staging(), floor);
    FileBlobStore blobs = new FileBlobStore(disk, folder.pool(), staging, floor, mark);
    FolderSourceFiles sourceFiles = new FolderSourceFiles(roots);
    return new StorageModule(
        settings,
        floor,
        staging,
        blobs,
        new FileDerivedStore(disk, folder.derived(), mark),
        sourceFiles,
        new MediaIds(new OrgKeys(writer)),
        mark,
        new RoomProbe(disk, staging, floor),
        Instant.now());
  }

  /**
   * Deletes what crashes left behind: unfinished files of an earlier life of the node; unfinished
   * and unreferenced staged files older than {@code staged-max-age}; workbenches. Blocking.
   */
  public void sweep(Instant now, Predicate<StagedRef> referenced) throws IOException {
    Instant old = now.minus(settings.stagedMaxAge());
    // in shared folders what is unfinished may be what another node writes just now
    staging.sweep(old, settings.shared() ? old : openedAt.minus(CLOCK_GRAIN), referenced);
    derived.sweep(now.minus(WORKBENCH_MAX_AGE));
  }

  private static void requireOneFileSystem(DataFolder folder) throws IOException {
    Object pool = device(folder.pool());
    for (Path other : new Path[] {folder.derived(), folder.staging()}) {
      if (!device(other).equals(pool)) {
        throw new IOException(
            "pool, derived and staging must lie in one file system, since files are renamed"
                + " between them; "
                + other
                + " is on another one");
      }
    }
  }

  /** The folders of the store may lie on another disk than the data folder: behind links. */
  private static List<Path> disksOf(DataFolder folder) throws IOException {
    return device(folder.pool()).equals(device(folder.root()))
        ? List.of(folder.root())
        : List.of(folder.root(), folder.pool());
  }

  private static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }
}
