package dev.muninn.query.projection;

import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.util.concurrent.CompletionStage;

/** Tells an item that it is searchable now. May be told twice; the item answers AlreadyDone. */
public interface IndexedReporter {
  CompletionStage<MediaItemReply> report(MediaItemKey key, StageResult.Indexed result);
}
