package dev.muninn.ingest.source;

import dev.muninn.catalog.Imports.SourceSpec;
import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.SourceCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a scan of each watched source whose folder looks other than the last time: a fingerprint
 * over paths, sizes, times and inodes is compared, so that a quiet folder writes nothing into the
 * journal. Fingerprints live in memory; after a start each watched source is scanned once.
 * Blocking; used by one thread at a time.
 */
final class FolderWatch {

  private final ScanTools tools;
  private final Map<SourceId, ContentHash> last = new HashMap<>();

  FolderWatch(ScanTools tools) {
    this.tools = tools;
  }

  /** Returns how many scans were asked for. */
  synchronized int startWhereChanged() {
    int started = 0;
    for (SourceViews.Owned source : tools.views().watched()) {
      ContentHash now = fingerprint(source.row().spec());
      if (now.equals(last.get(source.row().sourceId()))) {
        continue;
      }
      tools
          .entities()
          .ask(
              source.key(),
              replyTo ->
                  new SourceCommand.StartScan(
                      SessionId.random(), Optional.empty(), source.by(), replyTo))
          .toCompletableFuture()
          .join();
      last.put(source.row().sourceId(), now);
      started++;
    }
    return started;
  }

  private ContentHash fingerprint(SourceSpec spec) {
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
        byte[] line = walk.next().toString().getBytes(StandardCharsets.UTF_8);
        hasher.update(line, 0, line.length);
      }
    } catch (IOException e) {
      byte[] line = "offline".getBytes(StandardCharsets.UTF_8);
      hasher.update(line, 0, line.length);
    }
    return ContentHash.ofBytes(hasher.digest());
  }
}
