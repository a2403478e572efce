package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.ProjectionRebuild;
import dev.muninn.cluster.journal.RebuildProgress;
import dev.muninn.cluster.journal.RebuildSize;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The tables of one projection. */
final class ViewRun implements PartRun {
  private final JournalProjections projections;
  private final String name;
  private final RebuildSize size;
  private volatile Optional<ProjectionRebuild> running = Optional.empty();

  ViewRun(JournalProjections projections, String name, RebuildSize size) {
    this.projections = projections;
    this.name = name;
    this.size = size;
  }

  @Override
  public Rebuilds.Part part() {
    return running
        .map(ProjectionRebuild::progress)
        .map(at -> new Rebuilds.Part(name, state(at.state()), at.events(), at.ofEvents()))
        .orElseGet(() -> new Rebuilds.Part(name, Rebuilds.State.WAITING, 0, 0));
  }

  private static Rebuilds.State state(RebuildProgress.State state) {
    return switch (state) {
      case REPLAYING, SWAPPING -> Rebuilds.State.RUNNING;
      case DONE -> Rebuilds.State.DONE;
      case FAILED -> Rebuilds.State.FAILED;
    };
  }

  @Override
  public void run() throws InterruptedException, ExecutionException {
    ProjectionRebuild rebuild = projections.rebuild(name, size);
    running = Optional.of(rebuild);
    RebuildProgress end = rebuild.done().toCompletableFuture().get();
    if (end.state() == RebuildProgress.State.FAILED) {
      throw new IllegalStateException(end.trouble().orElse("no cause was given"));
    }
  }
}
