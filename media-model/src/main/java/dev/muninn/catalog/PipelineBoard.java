package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The pipeline as its owner sees it (port). Counts and lists wait up to 2 s to be fresh. */
public interface PipelineBoard {

  CompletionStage<PipelineCounts> counts(OrgId org);

  /** The list behind a number; fails with {@link BadCursorException} for a foreign cursor. */
  CompletionStage<Page<PipelineItem>> items(
      OrgId org,
      Optional<MediaStatus> status,
      Optional<StageName> stage,
      Optional<String> cursor,
      int limit);

  /** Read from the journal, so never empty after a receipt. */
  CompletionStage<Optional<Story>> story(OrgId org, MediaId mediaId);

  /** Asks the item to try its failed or quarantined work again. */
  CompletionStage<MediaItemReply> retry(
      OrgId org, MediaId mediaId, Optional<StageName> stage, ParticipantId by);
}
