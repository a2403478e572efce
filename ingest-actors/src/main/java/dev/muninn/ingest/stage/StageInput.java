package dev.muninn.ingest.stage;

import dev.muninn.media.signal.ItemFacts;
import java.util.Objects;

/** An item as its entity described it, which attempt this is (from 1), and on which node. */
public record StageInput(ItemFacts facts, int attempt, String node) {
  public StageInput {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(node, "node");
  }
}
