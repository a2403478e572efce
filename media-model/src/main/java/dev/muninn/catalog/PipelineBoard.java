package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.SessionId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemReply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The pipeline as its owner sees it (port). Counts and lists wait up to 2 s to be fresh. */
public interface PipelineBoard {

  /** The numbers of an org, or of the items that one import brought into it. */
  CompletionStage<PipelineCounts> counts(OrgId org, Optional<SessionId> session);

  /**
   * The list behind a number, newest first; its total is that of the filter. Fails with {@link
   * BadCursorException} for a foreign cursor.
   */
  CompletionStage<Page<PipelineItem>> items(
      OrgId org, PipelineFilter filter, Optional<String> cursor, int limit);

  /** Read from the journal, so never empty after a receipt. */
  CompletionStage<Optional<Story>> story(OrgId org, MediaId mediaId);

  /** Asks the item to try its failed or quarantined work again. */
  CompletionStage<MediaItemReply> retry(
      OrgId org, MediaId mediaId, Optional<StageName> stage, ParticipantId by);
}
