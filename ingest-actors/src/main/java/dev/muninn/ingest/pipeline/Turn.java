package dev.muninn.ingest.pipeline;

import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is claimed from: the work of one pass in one space (empty for the local pass), without the
 * stages that are closed on this node at the moment.
 *
 * @param sources those in reach of the node; empty: all of them
 * @param worker the node that does the work; empty when it is the one that claims
 */
record Turn(
    Pass pass,
    String space,
    Set<StageName> closed,
    Optional<Set<SourceId>> sources,
    Optional<String> worker) {
  Turn {
    Objects.requireNonNull(pass, "pass");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(worker, "worker");
    closed = Set.copyOf(closed);
    sources = sources.map(Set::copyOf);
  }

  /** The work is done where it is claimed. */
  Turn(Pass pass, String space, Set<StageName> closed) {
    this(pass, space, closed, Optional.empty(), Optional.empty());
  }

  /** The work is done elsewhere. */
  Turn by(String node) {
    return new Turn(pass, space, closed, sources, Optional.of(node));
  }

  /** The same, on a node that reaches these sources alone. */
  Turn reaching(Optional<Set<SourceId>> those) {
    return new Turn(pass, space, closed, those, worker);
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
