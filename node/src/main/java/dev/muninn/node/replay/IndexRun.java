package dev.muninn.node.replay;

import akka.Done;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.query.projection.IndexProjection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** An index of this node, which makes itself anew: the vectors of a space, or the full text. */
final class IndexRun implements PartRun {
  static final String NAME = "index";
  static final String TEXT = "text";

  private final String name;
  private final Index index;
  private volatile Rebuilds.Part part;

  /** How an index makes itself anew. */
  interface Index {
    CompletionStage<Done> rebuild(IndexProjection.Progress progress);
  }

  IndexRun(String name, Index index) {
    this.name = name;
    this.index = index;
    this.part = new Rebuilds.Part(name, Rebuilds.State.WAITING, 0, 0);
  }

  /** Of a space that does not answer: {@code index-other-2-8}. */
  static String nameOf(IndexProjection index) {
    return NAME + '-' + index.space().id();
  }

  /** Whether a part of this name is an index, and no view. */
  static boolean isNameOfOne(String part) {
    return part.equals(NAME) || part.equals(TEXT) || part.startsWith(NAME + '-');
  }

  @Override
  public Rebuilds.Part part() {
    return part;
  }

  @Override
  public void run() throws InterruptedException, ExecutionException {
    part = new Rebuilds.Part(name, Rebuilds.State.RUNNING, 0, 0);
    try {
      index.rebuild(this::read).toCompletableFuture().get();
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
