package dev.muninn.ingest.integrity;

import dev.muninn.media.BlobKey;
import dev.muninn.media.Damage;
import dev.muninn.media.FileLocation;
import dev.muninn.media.RunId;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.util.concurrent.CompletionStage;

/**
 * Tells items which of their files are not as recorded (port of this package). Every report may be
 * repeated; the item answers Accepted for news. Does not block; thread-safe.
 */
interface FileFaults {

  CompletionStage<MediaItemReply> damaged(
      MediaItemKey item, Damage damage, BlobKey where, String detail);

  CompletionStage<MediaItemReply> lost(MediaItemKey item, FileLocation place, LossReason reason);

  CompletionStage<MediaItemReply> derivedLost(MediaItemKey item, RunId run, String detail);

  /** Has failed or quarantined storing tried again. */
  CompletionStage<MediaItemReply> storeAgain(MediaItemKey item);
}
