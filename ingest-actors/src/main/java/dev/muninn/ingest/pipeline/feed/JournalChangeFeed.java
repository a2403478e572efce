package dev.muninn.ingest.pipeline.feed;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.JavaFlowSupport;
import akka.stream.javadsl.Source;
import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.OrgId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * The changes of an org from the journal: an id is an offset of the journal, so that a reader who
 * was away goes on where it stopped, from the database until it has caught up. Each subscription
 * reads for itself and only as fast as its subscriber asks. Thread-safe.
 */
public final class JournalChangeFeed implements ChangeFeed {
  private final ActorSystem<?> system;
  private final JournalReader journal;
  private final Executor database;

  /** Waits for the database on {@code database}. */
  public JournalChangeFeed(ActorSystem<?> system, JournalReader journal, Executor database) {
    this.system = Objects.requireNonNull(system, "system");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * From now on means from this call, not from the subscription. An id that lies beyond the end of
   * the journal was given by another one and is refused like one of no form.
   */
  @Override
  public CompletionStage<Following> follow(OrgId org, Optional<String> after) {
    Objects.requireNonNull(org, "org");
    return after
        .map(this::known)
        .orElseGet(journal::position)
        .thenApply(from -> new Following(from.format(), after(org, from)));
  }

  private Flow.Publisher<Change> after(OrgId org, JournalOffset from) {
    Source<Change, NotUsed> changes =
        events(from).mapConcat(event -> Changes.of(org, event).map(Set::of).orElse(Set.of()));
    return subscriber -> deliver(changes, subscriber);
  }

  private <T> void deliver(Source<? extends T, NotUsed> changes, Flow.Subscriber<T> subscriber) {
    changes
        .<T>map(change -> change)
        .runWith(JavaFlowSupport.Sink.fromSubscriber(subscriber), system);
  }

  private Source<JournalEvent, NotUsed> events(JournalOffset after) {
    return journal.events(Changes.ENTITY_TYPES, after);
  }

  private CompletionStage<JournalOffset> known(String id) {
    return CompletableFuture.supplyAsync(() -> notBeyondTheEnd(id, parse(id)), database);
  }

  private JournalOffset notBeyondTheEnd(String id, JournalOffset offset) {
    if (offset.isAfter(journal.horizonNow())) {
      throw new BadCursorException(id);
    }
    return offset;
  }

  private static JournalOffset parse(String id) {
    try {
      return JournalOffset.parse(id);
    } catch (IllegalArgumentException e) {
      BadCursorException unknown = new BadCursorException(id);
      unknown.initCause(e);
      throw unknown;
    }
  }
}
