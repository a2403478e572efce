package dev.muninn.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import dev.muninn.media.CapturedAt;
import dev.muninn.media.signal.CborSerializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin, its serializer and our reader together, as a node has them. */
class EntityJournalIT {
  private JournalFixture journal;

  /** All the kinds of components that events have. */
  record Seen(
      String name,
      Instant at,
      Optional<CapturedAt> captured,
      Optional<Long> count,
      Duration took,
      List<String> tags)
      implements CborSerializable {}

  private record See(Seen event, ActorRef<Long> replyTo) {}

  private static final Seen FULL =
      new Seen(
          "a \"cat\"\n",
          Instant.parse("2026-01-02T03:04:05.123456789Z"),
          Optional.of(
              new CapturedAt(
                  LocalDateTime.of(2024, 2, 29, 23, 59, 58, 7),
                  Optional.of(ZoneOffset.ofHoursMinutes(5, 45)),
                  "exif:DateTimeOriginal")),
          Optional.of(7L),
          Duration.ofMillis(1_234),
          List.of("one", "two"));

  private static final Seen EMPTY =
      new Seen("", Instant.EPOCH, Optional.empty(), Optional.empty(), Duration.ZERO, List.of());

  /** Keeps how many it has seen. */
  private static final class Counter extends EventSourcedBehavior<See, Seen, Long> {
    Counter(String id) {
      super(PersistenceId.ofUniqueId(id));
    }

    static Behavior<See> create(String id) {
      return new Counter(id);
    }

    @Override
    public Long emptyState() {
      return 0L;
    }

    @Override
    public CommandHandler<See, Seen, Long> commandHandler() {
      return newCommandHandlerBuilder()
          .forAnyState()
          .onCommand(
              See.class,
              see -> Effect().persist(see.event()).thenReply(see.replyTo(), state -> state))
          .build();
    }

    @Override
    public EventHandler<Long, Seen> eventHandler() {
      return newEventHandlerBuilder().forAnyState().onEvent(Seen.class, (n, e) -> n + 1).build();
    }
  }

  @BeforeEach
  void open() {
    journal = new JournalFixture();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private long persist(ActorRef<See> entity, Seen event) {
    TestProbe<Long> probe = journal.kit.createTestProbe(Long.class);
    entity.tell(new See(event, probe.getRef()));
    return probe.receiveMessage(Duration.ofSeconds(10));
  }

  @Test
  void whatAnEntityPersistsComesBackEqualAndInGoodTime() throws Exception {
    List<JournalEvent> seen = new CopyOnWriteArrayList<>();
    journal
        .reader
        .events(Set.of("Counter"), JournalOffset.START)
        .runForeach(seen::add, journal.kit.system());
    ActorRef<See> entity = journal.kit.spawn(Counter.create("Counter|home.1"));
    assertEquals(1, persist(entity, FULL));
    assertEquals(2, persist(entity, EMPTY));
    JournalFixture.eventually(() -> seen.size() == 2);
    assertEquals(List.of(FULL, EMPTY), seen.stream().map(JournalEvent::event).toList());
    assertEquals(2, seen.get(1).sequenceNr());

    journal.kit.stop(entity);
    ActorRef<See> again = journal.kit.spawn(Counter.create("Counter|home.1"));
    assertEquals(3, persist(again, EMPTY), "recovered from the journal");
  }

  @Test
  void aCommitWakesTheReaderLongBeforeItWouldLookByItself() throws Exception {
    ActorRef<See> entity = journal.kit.spawn(Counter.create("Counter|home.1"));
    persist(entity, FULL);
    JournalOffset before = journal.reader.horizonNow();
    long began = System.nanoTime();
    persist(entity, EMPTY);
    List<JournalEvent> next = journal.reader.next(before, 10).toCompletableFuture().get().events();
    long millis = (System.nanoTime() - began) / 1_000_000;
    assertEquals(1, next.size());
    assertTrue(millis < 600, "took " + millis + " ms");
  }
}
