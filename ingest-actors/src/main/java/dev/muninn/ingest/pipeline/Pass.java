package dev.muninn.ingest.pipeline;

import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.SpacesEvent;
import java.util.List;

/** Stages that are claimed together: one lease covers a pass over one item. */
enum Pass {
  LOCAL,
  EMBED;

  List<StageName> stages() {
    return this == LOCAL
        ? List.of(StageName.STORE, StageName.DESCRIBE, StageName.PREVIEW)
        : List.of(StageName.EMBED);
  }

  /** Whether an event may make work of this pass claimable at once; what waits is polled for. */
  boolean isBroughtBy(Object event) {
    boolean any =
        event instanceof MediaItemEvent.Restored || event instanceof MediaItemEvent.RetryRequested;
    if (this == EMBED) {
      return any || event instanceof MediaItemEvent.Previewed || event instanceof SpacesEvent;
    }
    return any
        || event instanceof MediaItemEvent.Hashed
        || event instanceof MediaItemEvent.Healed
        || event instanceof MediaItemEvent.DamageFound
        || event instanceof MediaItemEvent.DerivedLost;
  }

  /** The word in the table of leases. */
  String word() {
    return this == LOCAL ? "local" : "embed";
  }
}
