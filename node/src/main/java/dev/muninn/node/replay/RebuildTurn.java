package dev.muninn.node.replay;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Has one node of all at a time look whether a rebuild runs and, if none does, begin one (port).
 */
interface RebuildTurn {
  /** Does it when no other node is at it; its outcome. */
  <T> CompletionStage<T> take(Supplier<CompletionStage<T>> work);
}
