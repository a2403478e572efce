package dev.muninn.node.bench.chaos;

import dev.muninn.cluster.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What must lie in the folders of a node that has nothing to do, and what must not. */
final class FilesCheck {
  private static final Duration AGE = Duration.ofDays(2);
  private static final int TRIES = 100;
  private static final int TRY_MS = 200;

  private final DataFolder data;
  private final Findings findings;

  FilesCheck(DataFolder data, Findings findings) {
    this.data = data;
    this.findings = findings;
  }

  /** The pool holds one file a content, named by its hash, and nothing else. */
  void pool(Set<String> hashes) throws IOException {
    Map<String, Path> seen = new HashMap<>();
    for (Path file : files(data.pool())) {
      String name = file.getFileName().toString();
      String hash = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
      Path other = seen.put(hash, file);
      if (other != null) {
        findings.add("the pool holds " + hash + " twice: " + other + " and " + file);
      }
      if (!hashes.contains(hash)) {
        findings.add("the pool holds " + file + ", which belongs to no receipt");
      }
    }
    hashes.stream()
        .filter(hash -> !seen.containsKey(hash))
        .forEach(hash -> findings.add("the pool lacks " + hash));
  }

  /** Makes what crashes left behind look old, so that the next start sweeps it. */
  void age() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(AGE));
    for (Path file : left()) {
      Files.setLastModifiedTime(file, old);
    }
  }

  /** Nothing is staged and no workbench is left, once the node has swept. */
  void swept() throws IOException, InterruptedException {
    List<Path> left = left();
    for (int i = 0; !left.isEmpty() && i < TRIES; i++) {
      TimeUnit.MILLISECONDS.sleep(TRY_MS);
      left = left();
    }
    left.forEach(file -> findings.add("left over: " + file));
  }

  private List<Path> left() throws IOException {
    return Stream.concat(
            files(data.staging()).stream(), children(data.derived().resolve(".work")).stream())
        .toList();
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
