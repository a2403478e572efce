package dev.muninn.node.bench.projection;

import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalHandler;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.ProjectionSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Milliseconds from the moment when an entity hears that its event is committed to the moment when
 * the transaction that shows it in the view is committed.
 */
final class CommitLag implements JournalHandler {
  private static final int PER_SECOND = 20;
  private static final int WARM_UP = 100;
  private static final ProjectionSpec SPEC =
      ProjectionSpec.of("bench-lag", Set.of(Counter.TYPE), List.of(CounterView.TABLE));

  private final BenchJournal journal;
  private final Map<String, Long> committed = new ConcurrentHashMap<>();
  private final Map<String, Long> visible = new ConcurrentHashMap<>();

  private CommitLag(BenchJournal journal) {
    this.journal = journal;
  }

  /** Twenty events a second, for so many seconds. */
  static List<Double> measure(BenchJournal journal, JournalReader reader, int entities, int seconds)
      throws InterruptedException {
    CommitLag lag = new CommitLag(journal);
    try (JournalProjections projections =
        new JournalProjections(journal.system(), journal.databases(), reader)) {
      projections.start(SPEC, () -> lag);
      lag.write(entities, WARM_UP);
      lag.committed.clear();
      lag.write(entities, PER_SECOND * seconds);
      return lag.millis();
    }
  }

  /** At fixed times, whether or not the one before has been answered. */
  private void write(int entities, int count) throws InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(
          began + TimeUnit.SECONDS.toNanos(1) / PER_SECOND * i - System.nanoTime());
      int entity = i % entities;
      journal
          .write(entity, 1)
          .thenAccept(number -> committed.put(key(entity, number), System.nanoTime()));
    }
    while (committed.size() < count || !visible.keySet().containsAll(committed.keySet())) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String key(int entity, long sequenceNr) {
    return Counter.TYPE + "|e" + entity + "#" + sequenceNr;
  }

  private List<Double> millis() {
    List<Double> all = new ArrayList<>();
    committed.forEach((event, at) -> all.add(Math.max(0, visible.get(event) - at) / 1e6));
    return all;
  }

  @Override
  public void apply(Connection tx, List<JournalEvent> events) throws SQLException {
    CounterView.add(tx, events.stream().map(JournalEvent::persistenceId).toList());
  }

  @Override
  public void committed(List<JournalEvent> events) {
    long now = System.nanoTime();
    events.forEach(event -> visible.put(event.persistenceId() + "#" + event.sequenceNr(), now));
  }
}
