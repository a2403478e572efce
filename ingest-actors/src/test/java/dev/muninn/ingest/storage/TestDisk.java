package dev.muninn.ingest.storage;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The storage on the real disk, of whose room the test says how much is left. */
public final class TestDisk {
  private TestDisk() {}

  public static StorageModule open(
      DataFolder folder,
      StorageSettings settings,
      SourceRoots roots,
      DataSource writer,
      LongSupplier freeBytes)
      throws IOException {
    return StorageModule.open(new Filled(freeBytes), folder, settings, roots, writer);
  }

  private static final class Filled implements Disk {
    private final LocalDisk disk = new LocalDisk();
    private final LongSupplier freeBytes;

    Filled(LongSupplier freeBytes) {
      this.freeBytes = freeBytes;
    }

    @Override
    public Output create(Path file) throws IOException {
      return disk.create(file);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      disk.createFolder(folder);
    }

    @Override
    public void syncFile(Path file) throws IOException {
      disk.syncFile(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      disk.syncFolder(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public long usableBytes(Path path) {
      return freeBytes.getAsLong();
    }
  }
}
