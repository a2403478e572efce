package dev.muninn.query;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlans;
import dev.muninn.media.signal.SpacesEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A plan that a test changes by events. */
public final class ChangingPlans implements SpacePlans {
  private final List<Consumer<SpacePlan>> listeners = new CopyOnWriteArrayList<>();
  private volatile SpacePlan plan;

  ChangingPlans(EmbeddingSpace active) {
    plan = SpacePlan.seed(active, WordModels.WORDS);
  }

  public void happens(SpacesEvent event) {
    plan = plan.after(event, plan.sequenceNr() + 1);
    listeners.forEach(one -> one.accept(plan));
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
