package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.query.projection.IndexProjection;
import java.util.concurrent.ExecutionException;

/** The vector index of a space. */
final class IndexRun implements PartRun {
  static final String NAME = "index";

  private final IndexProjection index;
  private final int group;
  private final String name;
  private volatile Rebuilds.Part part;

  IndexRun(String name, IndexProjection index, int group) {
    this.name = name;
    this.part = new Rebuilds.Part(name, Rebuilds.State.WAITING, 0, 0);
    this.index = index;
    this.group = group;
  }

  /** Of a space that does not answer: {@code index-other-2-8}. */
  static String nameOf(IndexProjection index) {
    return NAME + '-' + index.space().id();
  }

  @Override
  public Rebuilds.Part part() {
    return part;
  }

  @Override
  public void run() throws InterruptedException, ExecutionException {
    part = new Rebuilds.Part(name, Rebuilds.State.RUNNING, 0, 0);
    try {
      index.rebuild(group, this::read).toCompletableFuture().get();
      part = in(Rebuilds.State.DONE);
    } catch (InterruptedException | ExecutionException e) {
      part = in(Rebuilds.State.FAILED);
      throw e;
    }
  }

  private void read(long events, long ofEvents) {
    part = new Rebuilds.Part(name, Rebuilds.State.RUNNING, events, ofEvents);
  }

  private Rebuilds.Part in(Rebuilds.State state) {
    return new Rebuilds.Part(name, state, part.events(), part.ofEvents());
  }
}
