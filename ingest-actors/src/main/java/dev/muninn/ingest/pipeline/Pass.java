package dev.muninn.ingest.pipeline;

import dev.muninn.media.StageName;
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

  /** The word in the table of leases. */
  String word() {
    return this == LOCAL ? "local" : "embed";
  }
}
