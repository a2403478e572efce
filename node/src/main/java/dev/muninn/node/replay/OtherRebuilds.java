package dev.muninn.node.replay;

import dev.muninn.node.replay.RebuildSignal.Told;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The rebuilds of the other query nodes (port); who does not answer in time is left out. */
interface OtherRebuilds {
  /** The other query nodes that are members, also those that are not in reach just now. */
  Set<String> names();

  /** Has each of them make its indexes anew. */
  CompletionStage<List<Told>> start(String rebuildId);

  CompletionStage<List<Told>> find(String rebuildId);

  CompletionStage<List<Told>> latest();
}
