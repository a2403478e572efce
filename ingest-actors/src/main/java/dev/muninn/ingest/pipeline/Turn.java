package dev.muninn.ingest.pipeline;

import dev.muninn.media.StageName;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What is claimed from: the work of one pass in one space (empty for the local pass), without the
 * stages that are closed on this node at the moment.
 */
record Turn(Pass pass, String space, Set<StageName> closed) {
  Turn {
    Objects.requireNonNull(pass, "pass");
    Objects.requireNonNull(space, "space");
    closed = Set.copyOf(closed);
  }

  static Turn of(Pass pass, String space) {
    return new Turn(pass, space, Set.of());
  }

  /** Words of the stages that an item may stand at to be claimed. */
  String[] open() {
    Set<StageName> open = EnumSet.copyOf(pass.stages());
    open.removeAll(closed);
    return open.stream().map(StageName::word).toArray(String[]::new);
  }
}
