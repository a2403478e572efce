package dev.muninn.ingest.pipeline;

import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ItemFacts;
import java.util.Optional;
import java.util.Set;

/** Which storage this node can read and write now (port). Thread-safe; answers at once. */
public interface Reach {
  /**
   * A node that is alone: what it does not reach nobody does, so it tries everything and the item's
   * story says what was in the way.
   */
  Reach ALONE =
      new Reach() {
        @Override
        public boolean store() {
          return true;
        }

        @Override
        public Optional<Set<SourceId>> sources() {
          return Optional.empty();
        }

        @Override
        public boolean isToBlame(StageOutcome outcome, ItemFacts item) {
          return false;
        }
      };

  /** Whether the pool, the staging area and the derived files are there. */
  boolean store();

  /** The sources whose folders are there; empty: all of them count as there. */
  Optional<Set<SourceId>> sources();

  /**
   * Whether a run failed for what this node lacks (a folder that is not mounted, room on its disk),
   * so that another node may do it: then it is no attempt. Who says so does not claim such work
   * again at once.
   */
  boolean isToBlame(StageOutcome outcome, ItemFacts item);
}
