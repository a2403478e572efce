package dev.muninn.node.replay;

import java.util.List;

/** What a rebuild has other nodes do. Blocking; one thread uses it. */
interface Elsewhere {
  /** Nothing: the views are everybody's. */
  Elsewhere NOTHING =
      new Elsewhere() {
        @Override
        public void begin() {}

        @Override
        public List<String> awaitEnd() {
          return List.of();
        }
      };

  /** Has them begin; called when the views are made, which some indexes are made of. */
  void begin();

  /**
   * Waits until all who began have ended.
   *
   * @return in words, what never ended; what a node itself says of a failure is not among it
   */
  List<String> awaitEnd() throws InterruptedException;
}
