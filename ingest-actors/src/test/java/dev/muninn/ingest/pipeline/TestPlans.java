package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A plan that a test changes. */
final class TestPlans implements SpacePlans {
  private final List<Consumer<SpacePlan>> listeners = new CopyOnWriteArrayList<>();
  private volatile SpacePlan plan;

  TestPlans(EmbeddingSpace active) {
    plan = SpacePlan.seed(active, "fake");
  }

  void become(SpacePlan next) {
    plan = next;
    listeners.forEach(one -> one.accept(next));
  }

  @Override
  public SpacePlan now() {
    return plan;
  }

  @Override
  public void onChange(Consumer<SpacePlan> listener) {
    listeners.add(listener);
  }
}
