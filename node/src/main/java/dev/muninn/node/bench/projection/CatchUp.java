package dev.muninn.node.bench.projection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.Offset;
import akka.projection.ProjectionBehavior;
import akka.projection.ProjectionId;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.eventsourced.javadsl.EventSourcedProvider;
import akka.projection.javadsl.GroupedProjection;
import akka.projection.javadsl.SourceProvider;
import akka.projection.jdbc.javadsl.JdbcHandler;
import akka.projection.jdbc.javadsl.JdbcProjection;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.cluster.journal.JournalSourceProvider;
import dev.muninn.cluster.journal.ProjectionSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How long projections of several kinds take to catch up with a full journal, in seconds. */
final class CatchUp {
  private static final int GROUP = 500;
  private static final Duration GROUP_AGE = Duration.ofMillis(50);
  private static final long GIVE_UP_NS = Duration.ofMinutes(3).toNanos();

  private final BenchJournal journal;
  private final int events;
  private int runs;

  CatchUp(BenchJournal journal, int events) {
    this.journal = journal;
    this.events = events;
  }

  /** Muninn's own. */
  double muninn(JournalReader reader) throws SQLException, InterruptedException {
    ProjectionSpec spec =
        ProjectionSpec.of("bench-" + ++runs, Set.of(Counter.TYPE), List.of(CounterView.TABLE));
    try (JournalProjections projections =
        new JournalProjections(journal.system(), journal.databases(), reader)) {
      long began = begin();
      projections.start(
          spec,
          () ->
              (tx, news) ->
                  CounterView.add(tx, news.stream().map(JournalEvent::persistenceId).toList()));
      return seconds(began);
    }
  }

  /** {@code groupedWithin} of Akka Projection on our source. */
  double provider(JournalReader reader) throws SQLException, InterruptedException {
    return grouped(
        new JournalSourceProvider(reader, Set.of(Counter.TYPE)), JournalEvent::persistenceId);
  }

  /** {@code groupedWithin} of Akka Projection on the query by tag. */
  double tag() throws SQLException, InterruptedException {
    SourceProvider<Offset, EventEnvelope<Counter.Counted>> source =
        EventSourcedProvider.eventsByTag(
            journal.system(), JdbcReadJournal.Identifier(), Counter.TAG);
    return grouped(source, EventEnvelope::persistenceId);
  }

  private <O, E> double grouped(SourceProvider<O, E> source, Function<E, String> pid)
      throws SQLException, InterruptedException {
    GroupedProjection<O, E> projection =
        JdbcProjection.groupedWithin(
                ProjectionId.of("bench-" + ++runs, "all"),
                source,
                () -> new PoolSession(journal.databases().writer()),
                () -> handler(pid),
                journal.system())
            .withGroup(GROUP, GROUP_AGE);
    long began = begin();
    ActorRef<ProjectionBehavior.Command> running =
        journal
            .system()
            .systemActorOf(
                ProjectionBehavior.create(projection), "projection-" + runs, Props.empty());
    try {
      return seconds(began);
    } finally {
      running.tell(ProjectionBehavior.stopMessage());
    }
  }

  private static <E> JdbcHandler<List<E>, PoolSession> handler(Function<E, String> pid) {
    return new JdbcHandler<>() {
      @Override
      public void process(PoolSession session, List<E> news) throws SQLException {
        CounterView.add(session.connection(), news.stream().map(pid).toList());
      }
    };
  }

  private long begin() throws SQLException {
    journal.emptyView();
    return System.nanoTime();
  }

  private double seconds(long began) throws SQLException, InterruptedException {
    long counted = journal.counted();
    while (counted < events && System.nanoTime() - began < GIVE_UP_NS) {
      TimeUnit.MILLISECONDS.sleep(10);
      counted = journal.counted();
    }
    if (counted != events) {
      throw new IllegalStateException(counted + " events were counted, of " + events);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
