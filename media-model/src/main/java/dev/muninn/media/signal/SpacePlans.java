package dev.muninn.media.signal;

import java.util.function.Consumer;

/** The live spaces as this node knows them: it follows the journal (port). Thread-safe. */
public interface SpacePlans {

  /** The newest plan that this node has seen; it names an active space always. */
  SpacePlan now();

  /**
   * Told of every plan from now on, in their order, on one thread: be quick. What it throws is
   * logged.
   */
  void onChange(Consumer<SpacePlan> listener);

  /** One plan for ever. */
  static SpacePlans fixed(SpacePlan plan) {
    return new SpacePlans() {
      @Override
      public SpacePlan now() {
        return plan;
      }

      @Override
      public void onChange(Consumer<SpacePlan> listener) {
        // there is never another one
      }
    };
  }
}
