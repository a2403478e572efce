package dev.muninn.ingest.source;

import akka.actor.typed.ActorRef;
import dev.muninn.blob.BlobStore;
import dev.muninn.blob.StagedBlob;
import dev.muninn.blob.StagingArea;
import dev.muninn.catalog.IntakeRefusedException;
import dev.muninn.catalog.MediaIntake;
import dev.muninn.cluster.shard.EntityAsk;
import dev.muninn.ingest.storage.MediaIds;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.Damage;
import dev.muninn.media.MediaId;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Makes received files items of their org. The id follows from the bytes, so two clients that send
 * the same file meet in one entity, which tells the second one that it is known.
 */
public final class Uploads implements MediaIntake {

  private final Entities entities;
  private final MediaIds mediaIds;
  private final StagingArea staging;
  private final BlobStore blobs;
  private final Executor blocking;
  private final Clock clock;
  private final String node;

  Uploads(
      Entities entities,
      MediaIds mediaIds,
      StagingArea staging,
      BlobStore blobs,
      Executor blocking,
      Clock clock,
      String node) {
    this.entities = entities;
    this.mediaIds = mediaIds;
    this.staging = staging;
    this.blobs = blobs;
    this.blocking = blocking;
    this.clock = clock;
    this.node = node;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Fails with {@link IntakeRefusedException} when the entity refuses. When it fails otherwise,
   * the staged file stays: the item may have it already, and the sweep knows.
   */
  @Override
  public CompletionStage<Receipt> accept(Upload upload) {
    return CompletableFuture.supplyAsync(
            () -> mediaIds.of(upload.org(), upload.blob().hash()), blocking)
        .thenCompose(mediaId -> acquire(upload, mediaId));
  }

  private CompletionStage<Receipt> acquire(Upload upload, MediaId mediaId) {
    MediaItemKey key = new MediaItemKey(upload.org(), mediaId);
    return entities
        .ask(key, replyTo -> command(upload, replyTo))
        .thenComposeAsync(answer -> sureOfTheCopy(upload, key, answer), blocking)
        .thenComposeAsync(answer -> receipt(upload.blob(), mediaId, answer), blocking);
  }

  /**
   * A receipt promises a copy. When the item says that it has one and it is not in the pool, the
   * item is told, and takes these bytes over.
   */
  private CompletionStage<EntityAsk.Answer<MediaItemReply>> sureOfTheCopy(
      Upload upload, MediaItemKey key, EntityAsk.Answer<MediaItemReply> answer) {
    StagedBlob blob = upload.blob();
    BlobKey copy = BlobKey.of(upload.org(), blob.hash(), blob.type());
    boolean claimed = answer.reply() instanceof MediaItemReply.Known k && !k.keepsStaged();
    if (!claimed || hasSize(blobs.path(copy), blob.size())) {
      return CompletableFuture.completedFuture(answer);
    }
    return entities
        .ask(
            key,
            replyTo ->
                new MediaItemCommand.ReportDamage(
                    Damage.MISSING, copy, "missed when the same file was uploaded", replyTo))
        .thenCompose(
            told ->
                told.reply() instanceof MediaItemReply.Accepted
                    ? entities.ask(key, replyTo -> command(upload, replyTo))
                    : CompletableFuture.completedFuture(answer));
  }

  private static boolean hasSize(Path file, long size) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == size;
    } catch (IOException e) {
      // as good as missing: the store stage looks closer
      return false;
    }
  }

  private MediaItemCommand command(Upload upload, ActorRef<MediaItemReply> replyTo) {
    StagedBlob blob = upload.blob();
    long elapsed = Duration.between(upload.startedAt(), clock.instant()).toMillis();
    return new MediaItemCommand.Acquire(
        Custody.COPY,
        upload.name(),
        blob.size(),
        blob.type(),
        blob.hash(),
        upload.lane(),
        new ByteOrigin.Staged(blob.ref()),
        Optional.empty(),
        upload.session(),
        Optional.of(upload.by()),
        Optional.empty(),
        new StepRun(node, 1, upload.startedAt(), Math.max(0, elapsed)),
        replyTo);
  }

  private CompletionStage<Receipt> receipt(
      StagedBlob blob, MediaId mediaId, EntityAsk.Answer<MediaItemReply> answer) {
    MediaItemReply reply = answer.reply();
    if (reply instanceof MediaItemReply.Known known) {
      // sent twice, the first one may have made the item with this very file: then the sweep
      // decides
      if (!known.keepsStaged() && answer.attempts() == 1) {
        discard(blob);
      }
      return receipt(blob, mediaId, known.sequenceNr(), true);
    }
    if (reply instanceof MediaItemReply.Accepted accepted) {
      return receipt(blob, mediaId, accepted.sequenceNr(), false);
    }
    if (reply instanceof MediaItemReply.AlreadyDone done) {
      return receipt(blob, mediaId, done.sequenceNr(), false);
    }
    if (reply instanceof MediaItemReply.Rejected rejected) {
      discard(blob);
      return CompletableFuture.failedFuture(
          new IntakeRefusedException(rejected.reason(), rejected.words()));
    }
    throw new IllegalStateException("item " + mediaId + " answered an upload with " + reply);
  }

  private static CompletionStage<Receipt> receipt(
      StagedBlob blob, MediaId mediaId, long sequenceNr, boolean duplicate) {
    return CompletableFuture.completedFuture(
        new Receipt(mediaId, blob.hash(), blob.size(), sequenceNr, duplicate));
  }

  private void discard(StagedBlob blob) {
    try {
      staging.discard(blob.ref());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
