package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.query.projection.TextProjection;
import java.util.concurrent.ExecutionException;

/** The full text of this node. */
final class TextRun implements PartRun {
  private static final String NAME = "text";

  private final TextProjection text;
  private volatile Rebuilds.Part part = new Rebuilds.Part(NAME, Rebuilds.State.WAITING, 0, 0);

  TextRun(TextProjection text) {
    this.text = text;
  }

  @Override
  public Rebuilds.Part part() {
    return part;
  }

  @Override
  public void run() throws InterruptedException, ExecutionException {
    part = new Rebuilds.Part(NAME, Rebuilds.State.RUNNING, 0, 0);
    try {
      text.rebuild(this::read).toCompletableFuture().get();
      part = in(Rebuilds.State.DONE);
    } catch (InterruptedException | ExecutionException e) {
      part = in(Rebuilds.State.FAILED);
      throw e;
    }
  }

  private void read(long events, long ofEvents) {
    part = new Rebuilds.Part(NAME, Rebuilds.State.RUNNING, events, ofEvents);
  }

  private Rebuilds.Part in(Rebuilds.State state) {
    return new Rebuilds.Part(NAME, state, part.events(), part.ofEvents());
  }
}
