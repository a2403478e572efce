package dev.muninn.node.bench.projection;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import dev.muninn.media.signal.CborSerializable;
import java.util.Collections;
import java.util.Set;

/** The entity of the benchmark: keeps how many events it has. */
final class Counter extends EventSourcedBehavior<Counter.Count, Counter.Counted, Long> {
  static final String TYPE = "BenchCounter";
  static final String TAG = "bench";

  private final Set<String> tags;

  /** Events of about the size of a media item's. */
  record Counted(String text) implements CborSerializable {}

  /** Persists {@code events} together and answers with the number of the last one. */
  record Count(int events, ActorRef<Long> replyTo) {}

  private Counter(String id, Set<String> tags) {
    super(PersistenceId.of(TYPE, id));
    this.tags = tags;
  }

  static Behavior<Count> create(String id, Set<String> tags) {
    return new Counter(id, tags);
  }

  @Override
  public Long emptyState() {
    return 0L;
  }

  @Override
  public CommandHandler<Count, Counted, Long> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Count.class,
            count ->
                Effect()
                    .persist(Collections.nCopies(count.events(), new Counted("x".repeat(300))))
                    .thenReply(count.replyTo(), total -> total))
        .build();
  }

  @Override
  public EventHandler<Long, Counted> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(Counted.class, (total, event) -> total + 1)
        .build();
  }

  @Override
  public Set<String> tagsFor(Counted event) {
    return tags;
  }
}
