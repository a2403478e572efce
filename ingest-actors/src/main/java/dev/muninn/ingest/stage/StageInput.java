package dev.muninn.ingest.stage;

import dev.muninn.media.StageName;
import dev.muninn.media.signal.ItemFacts;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * An item as its entity described it, which attempt this is (from 1), on which node, and the stages
 * that must not begin now.
 */
public record StageInput(ItemFacts facts, int attempt, String node, Set<StageName> closed) {
  public StageInput {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(node, "node");
    closed = Set.copyOf(closed);
  }

  /** What is owed and may be done now: stages in their order, up to the first closed one. */
  public Set<StageName> due() {
    Set<StageName> due = EnumSet.noneOf(StageName.class);
    for (StageName stage : StageName.values()) {
      if (facts.owed().contains(stage)) {
        if (closed.contains(stage)) {
          break;
        }
        due.add(stage);
      }
    }
    return due;
  }
}
