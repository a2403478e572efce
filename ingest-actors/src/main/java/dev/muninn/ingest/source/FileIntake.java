package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.hash.Blake3;
import dev.muninn.ingest.source.SourceViews.KnownFile;
import dev.muninn.ingest.storage.FileStat;
import dev.muninn.ingest.storage.HeadSniffer;
import dev.muninn.ingest.storage.SourcePaths;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.FileLocation;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.SessionId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.SourceFacts;
import dev.muninn.media.signal.SourceKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Takes one file of a source in: looks, reads, hashes, looks again, tells the item. Blocking; safe
 * for several threads.
 */
final class FileIntake {

  private static final int PIECE_BYTES = 1 << 20;

  private final ScanTools tools;
  private final SourceKey source;
  private final SourceFacts facts;
  private final SourceFacts.OwedScan scan;
  private final BooleanSupplier stopped;

  FileIntake(
      ScanTools tools,
      SourceKey source,
      SourceFacts facts,
      SourceFacts.OwedScan scan,
      BooleanSupplier stopped) {
    this.tools = tools;
    this.source = source;
    this.facts = facts;
    this.scan = scan;
    this.stopped = stopped;
  }

  /** What became of a file. */
  sealed interface Outcome {
    record Fresh() implements Outcome {}

    record Known() implements Outcome {}

    record Unsupported() implements Outcome {}

    record Failed(ErrorCode code) implements Outcome {}
  }

  Outcome take(FolderWalk.Found file, String path, List<KnownFile> known) {
    FileLocation place = file.stat().at(source.sourceId(), path);
    Optional<KnownFile> same =
        known.stream().filter(one -> one.location().sameFileAs(place)).findFirst();
    if (same.isPresent()) {
      loseOthers(known, same.get().mediaId());
      return isOurs(same.get()) ? new Outcome.Fresh() : new Outcome.Known();
    }
    if (place.size() == 0) {
      return new Outcome.Failed(ErrorCode.EMPTY_FILE);
    }
    Instant startedAt = tools.clock().instant();
    try {
      Content content = read(file.path());
      if (!place.sameFileAs(FileStat.of(file.path()).at(source.sourceId(), path))) {
        return new Outcome.Failed(ErrorCode.SOURCE_FILE_CHANGED);
      }
      return acquire(place, content, known, startedAt);
    } catch (UnsupportedMediaException e) {
      return new Outcome.Unsupported();
    } catch (AccessDeniedException e) {
      return new Outcome.Failed(ErrorCode.NOT_READABLE);
    } catch (NoSuchFileException e) {
      return new Outcome.Failed(ErrorCode.SOURCE_FILE_GONE);
    } catch (IOException e) {
      return new Outcome.Failed(ErrorCode.STORAGE_FAILED);
    } catch (CompletionException e) {
      return new Outcome.Failed(ErrorCode.INTERNAL);
    }
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

  private record Content(ContentHash hash, MediaType type) {}

  private Content read(Path file) throws IOException {
    Blake3.Hasher hasher = Blake3.hasher();
    HeadSniffer head = new HeadSniffer();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel in =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (in.read(piece) >= 0) {
        if (stopped.getAsBoolean()) {
          // what becomes of the file is not told any more; the scan stays owed
          throw new InterruptedIOException("the node goes down");
        }
        piece.flip();
        head.take(piece.duplicate());
        hasher.update(piece);
        piece.clear();
      }
    }
    return new Content(ContentHash.ofBytes(hasher.digest()), head.type());
  }

  private Outcome acquire(
      FileLocation place, Content content, List<KnownFile> known, Instant startedAt) {
    MediaId mediaId = tools.mediaIds().of(source.org(), content.hash());
    Optional<MediaId> before =
        known.stream().map(KnownFile::mediaId).filter(id -> !id.equals(mediaId)).findFirst();
    MediaItemReply reply =
        tools
            .entities()
            .ask(
                new MediaItemKey(source.org(), mediaId),
                replyTo -> command(place, content, before, startedAt, replyTo))
            .toCompletableFuture()
            .join()
            .reply();
    // the successor first: after a crash in between the next scan still finds what it followed
    loseOthers(known, mediaId);
    if (reply instanceof MediaItemReply.Accepted) {
      return new Outcome.Fresh();
    }
    if (reply instanceof MediaItemReply.Known || reply instanceof MediaItemReply.AlreadyDone) {
      return new Outcome.Known();
    }
    return new Outcome.Failed(ErrorCode.HASH_CONFLICT);
  }

  private MediaItemCommand command(
      FileLocation place,
      Content content,
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
