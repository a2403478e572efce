package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.SourceRow;
import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.ContentHash;
import dev.muninn.media.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether a folder looks other than the last time: a fingerprint over paths, sizes, times and
 * inodes is compared, so that a quiet folder writes nothing into the journal. Fingerprints live in
 * memory; after a start each folder counts as changed once. Blocking; thread-safe.
 */
final class FolderWatch {

  private final ScanTools tools;
  private final Map<SourceId, ContentHash> last = new ConcurrentHashMap<>();

  FolderWatch(ScanTools tools) {
    this.tools = tools;
  }

  boolean hasChanged(SourceRow source, ContentHash fingerprint) {
    return !fingerprint.equals(last.get(source.sourceId()));
  }

  /** A scan was asked for after the folder looked so: it counts as changed no more. */
  void remember(SourceRow source, ContentHash fingerprint) {
    last.put(source.sourceId(), fingerprint);
  }

  ContentHash fingerprint(SourceSpec spec) {
    Blake3.Hasher hasher = Blake3.hasher();
    try {
      Path root = Path.of(spec.root()).toRealPath();
      FolderWalk walk =
          new FolderWalk(
              root,
              root,
              new Globs(spec.include(), spec.exclude()),
              tools.settings().ignoredNames(),
              SourceRules.real(tools.dataFolder()));
      while (walk.hasNext()) {
        add(hasher, lineOf(root, walk.next()));
      }
    } catch (IOException e) {
      add(hasher, "offline");
    }
    return ContentHash.ofBytes(hasher.digest());
  }

  private static String lineOf(Path root, FolderWalk.Seen seen) {
    String path = SourcePaths.textOf(root, seen.path());
    return seen instanceof FolderWalk.Found found ? path + '\0' + found.stat() : path;
  }

  private static void add(Blake3.Hasher hasher, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    hasher.update(bytes, 0, bytes.length);
  }
}
