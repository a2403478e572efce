package dev.muninn.ingest.storage;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import javax.sql.DataSource;

/** The storage of a node on a disk that is full when the test says so. */
public final class FillableDisk {
  private static final long FLOOR = 1 << 20;

  private final RecordingDisk disk;
  private final StorageModule storage;

  public FillableDisk(
      DataFolder folder, StorageSettings settings, SourceRoots roots, DataSource writer)
      throws IOException {
    Files.createDirectories(folder.root());
    disk = new RecordingDisk(folder.root());
    StorageSettings small =
        new StorageSettings(
            FLOOR,
            settings.shared(),
            settings.stagedMaxAge(),
            settings.sweepEvery(),
            settings.reachEvery());
    storage = StorageModule.open(disk, folder, small, roots, writer);
  }

  public StorageModule storage() {
    return storage;
  }

  /** Writes fail from now on, although there seems to be room: as with a quota. */
  public void refuse() {
    disk.fullAfter(0);
  }

  /** Below the floor from now on. */
  public void fill() {
    disk.usable(FLOOR - 1);
  }

  public void free() {
    disk.fullAfter(Long.MAX_VALUE);
    disk.usable(FLOOR * 1024);
  }
}
