package dev.muninn.node.metrics;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many steps each node finished lately, counted from the journal since this process began, so
 * those of all nodes. Thread-safe.
 */
public final class StageWork {
  private final InstantSource clock;
  private final Map<Doer, Recent> done = new ConcurrentHashMap<>();

  private record Doer(String node, StageName stage) {}

  /** Steps of a stage that a node finished. */
  public record Done(StageName stage, long lastMinute, long lastHour) {}

  public StageWork(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts an event as one of now. */
  void count(JournalEvent row) {
    if (row.event() instanceof MediaItemEvent event) {
      count(event);
    }
  }

  void count(MediaItemEvent event) {
    FinishedStep.of(event)
        .ifPresent(
            step ->
                done.computeIfAbsent(new Doer(step.run().node(), step.stage()), any -> new Recent())
                    .add(clock.instant()));
  }

  /** What a node did in the last hour, in the order of the stages; nothing of one that rested. */
  public List<Done> of(String node) {
    return done.entrySet().stream()
        .filter(one -> one.getKey().node().equals(node))
        .map(
            one ->
                new Done(
                    one.getKey().stage(),
                    one.getValue().lastMinute(clock.instant()),
                    one.getValue().lastHour(clock.instant())))
        .filter(one -> one.lastHour() > 0)
        .sorted(Comparator.comparing(Done::stage))
        .toList();
  }
}
