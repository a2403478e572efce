package dev.muninn.catalog;

import dev.muninn.blob.StagedBlob;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes received bytes an item (port). */
public interface MediaIntake {

  /** Completes once the item's events are in the journal and a synced copy of its bytes exists. */
  CompletionStage<Receipt> accept(Upload upload);

  /** A received file: sealed bytes, the name its owner gave it, when receiving began. */
  record Upload(
      OrgId org,
      StagedBlob blob,
      String name,
      Lane lane,
      ParticipantId by,
      Optional<SessionId> session,
      Instant startedAt) {}

  record Receipt(
      MediaId mediaId, ContentHash hash, long size, long sequenceNr, boolean duplicate) {}
}
