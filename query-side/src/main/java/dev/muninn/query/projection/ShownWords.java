package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.signal.MediaItemKey;

/** Whether an item can be found by its words yet (port). Thread-safe. */
@FunctionalInterface
public interface ShownWords {
  /** Where nobody looks for words. */
  ShownWords ALWAYS = (item, place) -> true;

  /** Whether searches see all words that the journal says of an item up to a place. */
  boolean show(MediaItemKey item, JournalOffset place);
}
