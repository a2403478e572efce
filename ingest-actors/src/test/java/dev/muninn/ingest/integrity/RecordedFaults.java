package dev.muninn.ingest.integrity;

import dev.muninn.media.BlobKey;
import dev.muninn.media.Damage;
import dev.muninn.media.FileLocation;
import dev.muninn.media.RunId;
import dev.muninn.media.signal.LossReason;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what items are told. */
final class RecordedFaults implements FileFaults {
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<MediaItemReply> damaged(
      MediaItemKey item, Damage damage, BlobKey where, String detail) {
    return told("damaged " + damage);
  }

  @Override
  public CompletionStage<MediaItemReply> lost(
      MediaItemKey item, FileLocation place, LossReason reason) {
    return told("lost " + place.path() + " " + reason);
  }

  @Override
  public CompletionStage<MediaItemReply> derivedLost(MediaItemKey item, RunId run, String detail) {
    return told("derived " + run + " " + detail);
  }

  @Override
  public CompletionStage<MediaItemReply> storeAgain(MediaItemKey item) {
    return told("store again");
  }

  private CompletionStage<MediaItemReply> told(String line) {
    told.add(line);
    return CompletableFuture.completedFuture(new MediaItemReply.Accepted(told.size()));
  }
}
