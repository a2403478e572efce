package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import java.util.concurrent.CompletionStage;

/** Rebuilds of one node that may be parts of one of the cluster's (port). */
interface NamedRebuilds extends Rebuilds {
  /**
   * As {@link #start(Target)}, under an id that several nodes know it by.
   *
   * @param elsewhere begun when the views are made, and waited for
   * @return the one that was begun, or the one that runs, under its own id
   */
  CompletionStage<Rebuild> start(Target target, String rebuildId, Elsewhere elsewhere);
}
