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
        new StorageSettings(FLOOR, settings.stagedMaxAge(), settings.sweepEvery());
    storage = StorageModule.open(disk, folder, small, roots, writer);
  }

  public StorageModule storage() {
    return storage;
  }

  /** Below the floor from now on. */
  public void fill() {
    disk.usable(FLOOR - 1);
  }

  public void free() {
    disk.usable(FLOOR * 1024);
  }
}
