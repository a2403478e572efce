package dev.muninn.catalog;

import dev.muninn.media.Curation;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.signal.MediaItemReply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a person does to an item: edit, put into the trash, take out of it (port). Each answers
 * Accepted once it is in the journal, AlreadyDone where it changes nothing, and Rejected else; a
 * stage fails when the item does not answer.
 */
public interface MediaEdits {

  /**
   * Says or takes back what a person says of the item; a trashed one may be edited too.
   *
   * @param onlyAt the number of the item's last event that the person has seen; when another came
   *     since and the edit would change something, Rejected(CHANGED)
   */
  CompletionStage<MediaItemReply> curate(
      OrgId org, MediaId mediaId, Curation edit, ParticipantId by, Optional<Long> onlyAt);

  /**
   * Leaves lists and searches, owes nothing, and keeps all that it has.
   *
   * @param onlyAt as for an edit
   */
  CompletionStage<MediaItemReply> trash(
      OrgId org, MediaId mediaId, ParticipantId by, Optional<Long> onlyAt);

  /** Comes back as it was. */
  CompletionStage<MediaItemReply> restore(OrgId org, MediaId mediaId, ParticipantId by);
}
