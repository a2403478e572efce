package dev.muninn.catalog;

import dev.muninn.media.StageName;
import java.util.List;

/** The conservation law as numbers, with the work that each stage owes. */
public record PipelineCounts(
    long asOfLagMs,
    long accepted,
    long ready,
    long waiting,
    long running,
    long failed,
    long quarantined,
    long trashed,
    List<StageCount> stages) {
  public PipelineCounts {
    stages = List.copyOf(stages);
  }

  /** Items that wait for, run in, or failed in a stage. */
  public record StageCount(StageName stage, long waiting, long running, long failed) {}
}
