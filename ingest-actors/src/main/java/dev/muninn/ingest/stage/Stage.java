package dev.muninn.ingest.stage;

import dev.muninn.media.StageName;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A step of the pipeline: a value in, facts out. It writes no journal and holds no state; running
 * it twice does no harm. Blocking work names its own dispatcher.
 */
public interface Stage {

  /** What this stage can do; of these it does what the item owes. */
  Set<StageName> covers();

  /** Completes normally also when the work fails: a failure is a part of the outcome. */
  CompletionStage<StageOutcome> run(StageInput input);

  /**
   * Deletes the files that a run made and nobody wants: its item was purged meanwhile. Blocking;
   * what cannot be deleted is logged and found by the next check of the files.
   */
  void discard(StageOutcome outcome);
}
