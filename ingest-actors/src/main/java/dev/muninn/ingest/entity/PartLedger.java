package dev.muninn.ingest.entity;

import dev.muninn.media.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which parts of which runs are there. The first run that has all its parts is complete and stays;
 * an incomplete newer one hides nothing.
 */
public record PartLedger(Optional<RunId> complete, List<OpenRun> open) {
  public PartLedger {
    Objects.requireNonNull(complete, "complete");
    open = List.copyOf(open);
  }

  /** A run with the parts (from 1) seen so far, ascending. */
  public record OpenRun(RunId run, int parts, List<Integer> seen) {
    public OpenRun {
      Objects.requireNonNull(run, "run");
      seen = List.copyOf(seen);
    }
  }

  public static PartLedger none() {
    return new PartLedger(Optional.empty(), List.of());
  }

  public boolean done() {
    return complete.isPresent();
  }

  /** Whether a report of this part tells something new. */
  public boolean wants(RunId run, int part) {
    return !done()
        && open.stream().noneMatch(one -> one.run().equals(run) && one.seen().contains(part));
  }

  public PartLedger with(RunId run, int part, int parts) {
    TreeSet<Integer> seen = new TreeSet<>(List.of(part));
    List<OpenRun> others = new ArrayList<>();
    for (OpenRun one : open) {
      if (one.run().equals(run)) {
        seen.addAll(one.seen());
      } else {
        others.add(one);
      }
    }
    if (seen.size() == parts) {
      return new PartLedger(Optional.of(run), List.of());
    }
    others.add(new OpenRun(run, parts, List.copyOf(seen)));
    return new PartLedger(complete, others);
  }
}
