package dev.muninn.ingest.source;

import dev.muninn.ingest.source.SourceViews.Owned;
import dev.muninn.media.SessionId;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.SourceCommand;
import dev.muninn.media.signal.SourceReply;
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
    boolean changed = source.row().spec().watch() && folders.hasChanged(source.row());
    if (offline || isMountedAnew(source) || changed) {
      startScan(source);
      started.run();
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

  private SourceReply startScan(Owned source) {
    return tools
        .entities()
        .ask(
            source.key(),
            replyTo ->
                new SourceCommand.StartScan(
                    SessionId.random(), Optional.empty(), source.by(), replyTo))
        .toCompletableFuture()
        .join();
  }
}
