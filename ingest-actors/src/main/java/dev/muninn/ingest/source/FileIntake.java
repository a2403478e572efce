package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.ingest.storage.FileStat;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.SourceFacts;
import dev.muninn.media.signal.SourceKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes one file of a source in: looks, reads, hashes, looks again, tells the item. Blocking; safe
 * for several threads.
 */
final class FileIntake {

  private static final Duration FRESHNESS = Duration.ofSeconds(10);

  private final ScanTools tools;
  private final SourceKey source;
  private final SourceFacts facts;
  private final SourceFacts.OwedScan scan;
  private final ItemAsk items;
  private final SourceFolder folder;
  private final StopSignal stop;

  FileIntake(
      ScanTools tools,
      SourceKey source,
      SourceFacts facts,
      SourceFacts.OwedScan scan,
      SourceFolder folder,
      StopSignal stop) {
    this.tools = tools;
    this.source = source;
    this.facts = facts;
    this.scan = scan;
    this.items = new ItemAsk(tools, stop);
    this.folder = folder;
    this.stop = stop;
  }

  /** What became of a file. */
  sealed interface Outcome {
    record Fresh() implements Outcome {}

    record Known() implements Outcome {}

    record Unsupported() implements Outcome {}

    record Failed(ErrorCode code) implements Outcome {}
  }

  /** Whether the file looks as it did when it was taken in, so that it need not be read. */
  boolean isKnown(FolderWalk.Found file, String path, List<KnownFile> known) {
    return same(file, path, known).isPresent();
  }

  /**
   * Takes a file in, whose path held {@code known} before. Empty when the scan was stopped
   * meanwhile.
   *
   * @throws RootVanishedException when it is the whole folder that went away
   * @throws RuntimeException when the database or the cluster is away
   */
  Optional<Outcome> take(FolderWalk.Found file, String path, List<KnownFile> known) {
    FileLocation place = file.stat().at(source.sourceId(), path);
    Optional<KnownFile> same = same(file, path, known);
    if (same.isPresent()) {
      loseOthers(known, same.get().mediaId());
      return Optional.of(isOurs(same.get()) ? new Outcome.Fresh() : new Outcome.Known());
    }
    if (place.size() == 0) {
      return Optional.of(new Outcome.Failed(ErrorCode.EMPTY_FILE));
    }
    Instant startedAt = tools.clock().instant();
    try {
      FileContent content = FileContent.read(file.path(), stop);
      if (!place.sameFileAs(FileStat.of(file.path()).at(source.sourceId(), path))) {
        return failed(ErrorCode.SOURCE_FILE_CHANGED);
      }
      return acquire(place, content, known, startedAt);
    } catch (UnsupportedMediaException e) {
      return Optional.of(new Outcome.Unsupported());
    } catch (AccessDeniedException e) {
      return failed(ErrorCode.NOT_READABLE);
    } catch (NoSuchFileException e) {
      return failed(ErrorCode.SOURCE_FILE_GONE);
    } catch (IOException e) {
      return failed(ErrorCode.STORAGE_FAILED);
    }
  }

  private Optional<KnownFile> same(FolderWalk.Found file, String path, List<KnownFile> known) {
    FileLocation place = file.stat().at(source.sourceId(), path);
    return known.stream().filter(one -> one.location().sameFileAs(place)).findFirst();
  }

  /** A file that could not be read, unless it is the scan that ends or the folder that is gone. */
  private Optional<Outcome> failed(ErrorCode code) {
    if (stop.isGiven()) {
      return Optional.empty();
    }
    folder.requireStillThere();
    return Optional.of(new Outcome.Failed(code));
  }

  /** Tells an item that one of its places is gone, or holds other bytes. */
  void lose(KnownFile file, LossReason reason) {
    tools
        .entities()
        .ask(
            new MediaItemKey(source.org(), file.mediaId()),
            replyTo ->
                new MediaItemCommand.LoseLocation(
                    source.sourceId(), file.location().path(), reason, replyTo))
        .toCompletableFuture()
        .join();
  }

  /** Whether an item began with this file in this very session, before a restart. */
  private boolean isOurs(KnownFile file) {
    return file.fresh() && file.session().equals(Optional.of(scan.session()));
  }

  /** The path holds the bytes of one item; others that were found there before are gone. */
  private void loseOthers(List<KnownFile> known, MediaId present) {
    known.stream()
        .filter(file -> !file.mediaId().equals(present))
        .forEach(file -> lose(file, LossReason.CHANGED));
  }

  private Optional<Outcome> acquire(
      FileLocation place, FileContent content, List<KnownFile> known, Instant startedAt) {
    MediaId mediaId = tools.mediaIds().of(source.org(), content.hash());
    Optional<MediaId> before =
        known.stream().map(KnownFile::mediaId).filter(id -> !id.equals(mediaId)).findFirst();
    Optional<EntityAsk.Answer<MediaItemReply>> answer =
        items.ask(
            new MediaItemKey(source.org(), mediaId),
            replyTo -> command(place, content, before, startedAt, replyTo));
    if (answer.isEmpty()) {
      return failed(ErrorCode.INTERNAL);
    }
    // the successor first: after a crash in between the next scan still finds what it followed
    loseOthers(known, mediaId);
    MediaItemReply reply = answer.get().reply();
    if (reply instanceof MediaItemReply.Accepted) {
      return Optional.of(new Outcome.Fresh());
    }
    if (reply instanceof MediaItemReply.Known || reply instanceof MediaItemReply.AlreadyDone) {
      boolean ours = answer.get().attempts() > 1 && isOurs(place, mediaId);
      return Optional.of(ours ? new Outcome.Fresh() : new Outcome.Known());
    }
    return failed(ErrorCode.HASH_CONFLICT);
  }

  /** Whether the first of several tries made the item; its answer was lost then. */
  private boolean isOurs(FileLocation place, MediaId mediaId) {
    tools.freshness().await(FRESHNESS);
    return tools
        .views()
        .files(source.sourceId(), List.of(place.path()))
        .getOrDefault(place.path(), List.of())
        .stream()
        .anyMatch(file -> file.mediaId().equals(mediaId) && isOurs(file));
  }

  private MediaItemCommand command(
      FileLocation place,
      FileContent content,
      Optional<MediaId> predecessor,
      Instant startedAt,
      ActorRef<MediaItemReply> replyTo) {
    long elapsed = Duration.between(startedAt, tools.clock().instant()).toMillis();
    SessionId session = scan.session();
    return new MediaItemCommand.Acquire(
        facts.custody(),
        SourcePaths.nameOf(place.path()),
        place.size(),
        content.type(),
        content.hash(),
        Lane.BULK,
        new ByteOrigin.InSource(place),
        Optional.of(source.sourceId()),
        Optional.of(session),
        Optional.of(scan.by()),
        predecessor,
        new StepRun(tools.node(), 1, startedAt, Math.max(0, elapsed)),
        replyTo);
  }
}
