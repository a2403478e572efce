package dev.muninn.query.index;

import dev.muninn.query.index.graph.Graph;
import dev.muninn.query.index.graph.Slots;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Links slots in their order, by the writer while it keeps up and by {@link GraphBuilder}'s thread
 * where there is much to link, and swaps compacted slots in. Linking is done by whoever holds the
 * lock; the order of the slots alone decides what comes out.
 */
final class GraphGrowth {
  /** The writer links so many itself. */
  private static final int INLINE = 16;

  /** Linked without giving the lock away. */
  private static final int STRETCH = 32;

  /**
   * What searches see. {@code walked} is {@code graph}, or while {@code graph} grows after a
   * compaction the one before, which holds the slots of {@code slots} below {@code copied}.
   */
  record View(Slots slots, Graph graph, Graph walked, int copied) {

    /** The slots from here on are not in {@link #walked}. */
    int unwalkedFrom() {
      return walked == graph ? graph.covered() : copied;
    }

    /** Where removals must be marked too. */
    Optional<Slots> formerSlots() {
      return walked == graph ? Optional.empty() : Optional.of(walked.slots());
    }

    private View swapped() {
      return new View(slots, graph, graph, 0);
    }

    long bytes() {
      long former = walked == graph ? 0 : walked.slots().bytes() + walked.bytes();
      return slots.bytes() + graph.bytes() + former;
    }
  }

  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile View view;
  private volatile boolean building;
  private final AtomicLong linked = new AtomicLong();
  private final AtomicLong linkingNanos = new AtomicLong();

  GraphGrowth(Graph graph) {
    this.view = new View(graph.slots(), graph, graph, 0);
  }

  View view() {
    return view;
  }

  /** Links what the writer has added, or has it linked. */
  void grow() {
    if (building || !view.slots().isScaled()) {
      return;
    }
    lock.lock();
    try {
      if (unlinked() <= INLINE) {
        link(INLINE);
      } else if (!building) {
        building = true;
        GraphBuilder.run(this::build);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Starts anew with the living slots when too many are dead; the old graph goes on answering. */
  void compactWhenDue() {
    if (!Compaction.isDue(view.slots())) {
      return;
    }
    lock.lock();
    try {
      View old = view;
      Slots fresh = old.slots().compacted();
      Graph graph = new Graph(fresh, old.graph().parameters());
      boolean whole = old.walked() == old.graph() && unlinked() == 0 && fresh.isScaled();
      view = new View(fresh, graph, whole ? old.graph() : graph, fresh.size());
    } finally {
      lock.unlock();
    }
    grow();
  }

  /** Returns when all slots are linked; helps with it. */
  void settle() {
    boolean more = view.slots().isScaled();
    while (more) {
      more = stretch();
    }
  }

  /** Runs this while nothing is linked. */
  void quietly(VectorIndex.Work work) throws IOException {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** How many slots were linked in a second of linking. */
  OptionalDouble perSecond() {
    long count = linked.get();
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count * 1e9 / Math.max(1, linkingNanos.get()));
  }

  private void build() {
    while (building) {
      if (!stretch()) {
        building = false;
        // again where the writer added something before it could see that: it left it to us
        building = unlinked() > 0;
      }
    }
  }

  private boolean stretch() {
    lock.lock();
    try {
      link(STRETCH);
      return unlinked() > 0;
    } finally {
      lock.unlock();
    }
  }

  private int unlinked() {
    View now = view;
    return now.slots().isScaled() ? now.slots().size() - now.graph().covered() : 0;
  }

  private void link(int most) {
    View now = view;
    int count = Math.min(most, unlinked());
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      now.graph().linkNext();
    }
    linkingNanos.addAndGet(System.nanoTime() - begun);
    linked.addAndGet(count);
    if (now.walked() != now.graph() && now.graph().covered() >= now.copied()) {
      view = now.swapped();
    }
  }
}
