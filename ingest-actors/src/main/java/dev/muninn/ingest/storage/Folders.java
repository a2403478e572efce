package dev.muninn.ingest.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders under one of our roots so that they are still there after a power cut. */
final class Folders {

  private final Disk disk;

  Folders(Disk disk) {
    this.disk = disk;
  }

  /** Makes {@code folder} and what is missing above it, syncing the parent of each new one. */
  void createSynced(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createSynced(parent);
    }
    disk.createFolder(folder);
    if (parent != null) {
      disk.syncFolder(parent);
    }
  }
}
