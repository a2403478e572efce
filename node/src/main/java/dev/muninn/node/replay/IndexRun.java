package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.query.projection.IndexProjection;
import java.util.concurrent.ExecutionException;

/** The vector index. */
final class IndexRun implements PartRun {
  static final String NAME = "index";

  private final IndexProjection index;
  private final int group;
  private volatile Rebuilds.Part part = new Rebuilds.Part(NAME, Rebuilds.State.WAITING, 0, 0);

  IndexRun(IndexProjection index, int group) {
    this.index = index;
    this.group = group;
  }

  @Override
  public Rebuilds.Part part() {
    return part;
  }

  @Override
  public void run() throws InterruptedException, ExecutionException {
    part = new Rebuilds.Part(NAME, Rebuilds.State.RUNNING, 0, 0);
    try {
      index.rebuild(group, this::read).toCompletableFuture().get();
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
