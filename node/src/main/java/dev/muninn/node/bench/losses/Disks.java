package dev.muninn.node.bench.losses;

import java.io.IOException;
import java.nio.file.Path;

/** Where the folders of nodes lie. Each is asked for once a node; of one thread. */
interface Disks {
  /** The data folder of a node, which is made. */
  Path data(Path root, Seat seat) throws IOException;

  /**
   * Where a node sees the folders that all of them share.
   *
   * @param shared where these are
   */
  Path store(Path root, Path shared, Seat seat) throws IOException;

  /** Takes away what was mounted. */
  void close() throws IOException;
}
