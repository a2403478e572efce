package dev.muninn.query.projection;

import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import java.util.Collection;
import java.util.Map;

/** What the view shows of items. */
interface ItemRows {
  /** Those of these items that have a row; may block. */
  Map<MediaItemKey, MediaDocument> of(Collection<MediaItemKey> items);
}
