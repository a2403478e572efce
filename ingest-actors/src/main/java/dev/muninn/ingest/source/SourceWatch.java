package dev.muninn.ingest.source;

import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.media.ContentHash;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.SourceCommand;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the roots of all sources: tells a source that its folder is away or back, and starts
 * a scan when it is back, when it was mounted anew (its files may have other inodes now), and when
 * a watched one looks other than before. One look at a time for each source, so that a disk that
 * hangs holds up its own source alone.
 */
final class SourceWatch {

  private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

  private final ScanTools tools;
  private final FolderWatch folders;
  private final Presence presence;
  private final Set<SourceId> looking = ConcurrentHashMap.newKeySet();
  private final Map<SourceId, String> scannedAnew = new ConcurrentHashMap<>();

  SourceWatch(ScanTools tools) {
    this.tools = tools;
    this.folders = new FolderWatch(tools);
    this.presence = new Presence(tools.views());
  }

  /** Looks at all of them, each on a thread of its own; blocking for the list of them only. */
  void lookAtAll(Runnable started) {
    for (Owned source : tools.views().all()) {
      if (looking.add(source.row().sourceId())) {
        CompletableFuture.runAsync(() -> look(source, started), tools.blocking())
            .whenComplete((nothing, failure) -> done(source, failure));
      }
    }
  }

  private void done(Owned source, Throwable failure) {
    looking.remove(source.row().sourceId());
    if (failure != null) {
      LOG.warn("a source was not looked at; it is tried again org={}", source.org(), failure);
    }
  }

  private void look(Owned source, Runnable started) {
    Optional<String> trouble = presence.trouble(source.expected(), Presence.SAMPLE);
    boolean offline = source.row().offline();
    if (trouble.isPresent() != offline) {
      tell(source, trouble);
    }
    if (trouble.isPresent()) {
      return;
    }
    if (source.row().spec().watch()) {
      scanIfChanged(source, offline, started);
    } else if (offline || isMountedAnew(source)) {
      startScan(source, started);
    }
  }

  private void scanIfChanged(Owned source, boolean anyway, Runnable started) {
    ContentHash now = folders.fingerprint(source.row().spec());
    if (anyway || folders.hasChanged(source.row(), now)) {
      startScan(source, started);
      // only now: a scan that could not be asked for is asked for again
      folders.remember(source.row(), now);
    }
  }

  /** Once for each folder that appears there. */
  private boolean isMountedAnew(Owned source) {
    Optional<String> now =
        SourceFolder.reach(source.expected().root()).flatMap(folder -> folder.id().lasting());
    if (source.folder().isEmpty() || now.isEmpty() || now.equals(source.folder())) {
      return false;
    }
    return !now.get().equals(scannedAnew.put(source.row().sourceId(), now.get()));
  }

  private void tell(Owned source, Optional<String> trouble) {
    tools
        .entities()
        .ask(source.key(), replyTo -> new SourceCommand.RecordReach(trouble, replyTo))
        .toCompletableFuture()
        .join();
    LOG.info(
        "a source is {} org={} source={}",
        trouble.isPresent() ? "offline" : "online",
        source.org(),
        source.row().sourceId());
  }

  private void startScan(Owned source, Runnable started) {
    tools
        .entities()
        .ask(
            source.key(),
            replyTo ->
                new SourceCommand.StartScan(
                    SessionId.random(), Optional.empty(), source.by(), replyTo))
        .thenRun(started)
        .toCompletableFuture()
        .join();
  }
}
