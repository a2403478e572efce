package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All of it in plain folders of one disk. */
final class OneDisk implements Disks {
  @Override
  public Path data(Path root, Seat seat) throws IOException {
    return Files.createDirectories(root.resolve(seat.name()));
  }

  @Override
  public Path store(Path root, Path shared, Seat seat) {
    return shared;
  }

  @Override
  public void close() {
    // nothing was mounted
  }
}
