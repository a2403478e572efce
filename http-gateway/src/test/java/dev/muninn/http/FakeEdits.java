package dev.muninn.http;

import dev.muninn.catalog.MediaEdits;
import dev.muninn.catalog.MediaRow;
import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what was asked of items; answers what a test says, and UNKNOWN for those not there. */
final class FakeEdits implements MediaEdits {
  volatile MediaItemReply reply = new MediaItemReply.Accepted(8);
  volatile Optional<Curation> edit = Optional.empty();
  volatile Optional<Long> onlyAt = Optional.empty();
  volatile String asked = "";
  final AtomicInteger times = new AtomicInteger();
  private final Map<MediaId, MediaRow> rows;

  FakeEdits(Map<MediaId, MediaRow> rows) {
    this.rows = rows;
  }

  @Override
  public CompletionStage<MediaItemReply> curate(
      OrgId org, MediaId mediaId, Curation wish, ParticipantId by, Optional<Long> seen) {
    edit = Optional.of(wish);
    return answered("curate", org, mediaId, seen);
  }

  @Override
  public CompletionStage<MediaItemReply> trash(
      OrgId org, MediaId mediaId, ParticipantId by, Optional<Long> seen) {
    return answered("trash", org, mediaId, seen);
  }

  @Override
  public CompletionStage<MediaItemReply> restore(OrgId org, MediaId mediaId, ParticipantId by) {
    return answered("restore", org, mediaId, Optional.empty());
  }

  private CompletionStage<MediaItemReply> answered(
      String what, OrgId org, MediaId mediaId, Optional<Long> seen) {
    asked = what;
    onlyAt = seen;
    times.incrementAndGet();
    boolean there =
        Optional.ofNullable(rows.get(mediaId)).stream().anyMatch(r -> r.org().equals(org));
    return CompletableFuture.completedFuture(
        there
            ? reply
            : new MediaItemReply.Rejected(RejectionReason.UNKNOWN, "there is no such item", 0));
  }
}
