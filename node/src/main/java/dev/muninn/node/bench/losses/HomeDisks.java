package dev.muninn.node.bench.losses;

import dev.muninn.node.bench.mounts.Mount;
import dev.muninn.node.bench.mounts.SmallDisk;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The disks of a home, of which one node's can be lost: its data folder lies on a small disk of its
 * own, and it sees the store that all share through a mount, as over the network. The folder that
 * the store is mounted at holds empty folders of the same names, as one does that Muninn was once
 * started on before the store was mounted. The other nodes' are plain. Of one thread.
 */
final class HomeDisks implements Disks {
  private static final int NUMBER = 2;

  private Optional<SmallDisk> disk = Optional.empty();
  private Optional<Mount> store = Optional.empty();
  private boolean mounted;

  /** The node whose disks can be lost; it is not the oldest. */
  LossNode node(LossCluster cluster) {
    return cluster.node(NUMBER);
  }

  private static boolean isIt(Seat seat) {
    return seat.name().equals("core-" + NUMBER);
  }

  @Override
  public Path data(Path root, Seat seat) throws IOException {
    Path folder = root.resolve(seat.name());
    if (!isIt(seat)) {
      return Files.createDirectories(folder);
    }
    SmallDisk small = SmallDisk.mounted(folder);
    disk = Optional.of(small);
    return small.place();
  }

  @Override
  public Path store(Path root, Path shared, Seat seat) throws IOException {
    if (!isIt(seat)) {
      return shared;
    }
    Path place = Files.createDirectories(root.resolve("mount"));
    for (String folder : LossCluster.SHARED) {
      Files.createDirectory(place.resolve(folder));
    }
    store = Optional.of(Mount.folder(shared, place));
    mountStore();
    return place;
  }

  /** Fills the node's own disk until less is free than its floor. */
  void fillBelowFloor() throws IOException {
    disk.orElseThrow().fillBelowFloor();
  }

  /** Fills the node's own disk to the last byte. */
  void fill() throws IOException {
    disk.orElseThrow().fill();
  }

  /** Makes room on it. */
  void empty() throws IOException {
    disk.orElseThrow().empty();
  }

  void unmountStore() throws IOException {
    store.orElseThrow().off();
    mounted = false;
  }

  void mountStore() throws IOException {
    store.orElseThrow().on();
    mounted = true;
  }

  /** The files in the empty folders that are seen while the store is not mounted. */
  List<String> writtenBeneath() throws IOException {
    Path place = store.orElseThrow().place();
    try (Stream<Path> all = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(one -> place.relativize(one).getNameCount() > 1)
          .map(one -> place.relativize(one).toString())
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      unmountStore();
    }
    if (disk.isPresent()) {
      disk.get().close();
    }
  }
}
