package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.ingest.entity.AwaitingBytes;
import dev.muninn.ingest.entity.Circumstances;
import dev.muninn.ingest.entity.Decision;
import dev.muninn.ingest.entity.MediaItemState;
import dev.muninn.ingest.entity.RetryPolicy;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaType;
import dev.muninn.media.StagedRef;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Media items in memory that decide as real ones do. What they persist goes into the views at once,
 * or later when the views are held back. Thread-safe.
 */
final class FakeItems implements Items {
  /** Quick and without jitter: what failed may be tried again after some milliseconds. */
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(4), 0, 5, Duration.ofMillis(5));

  private final ViewFixture view;
  private final Map<MediaItemKey, MediaItemState> states = new HashMap<>();
  private final Map<MediaItemKey, List<MediaItemEvent>> events = new HashMap<>();
  private final List<JournalEvent> unseen = new ArrayList<>();
  private boolean held;
  private boolean silent;

  FakeItems(ViewFixture view) {
    this.view = view;
  }

  /** A picture of the org {@code home} that owes everything. */
  MediaItemKey add(String letter) {
    MediaItemKey key = ViewFixture.key(letter);
    tell(
        key,
        new MediaItemCommand.Acquire(
            Custody.COPY,
            letter + ".jpg",
            5,
            MediaType.JPEG,
            ViewFixture.HASH,
            Lane.BULK,
            new ByteOrigin.Staged(new StagedRef("t".repeat(26))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ViewFixture.STEP,
            null));
    return key;
  }

  synchronized MediaItemReply tell(MediaItemKey key, MediaItemCommand command) {
    MediaItemState state = states.computeIfAbsent(key, any -> new AwaitingBytes());
    Circumstances at = new Circumstances(key, Instant.now().minusMillis(5), 0, POLICY);
    Decision decision = state.decide(command, at);
    if (decision instanceof Decision.Persist persist) {
      persist.events().forEach(event -> happen(key, event));
    }
    show();
    return decision.reply(events(key).size());
  }

  /** An event that no command causes yet. */
  synchronized void happen(MediaItemKey key, MediaItemEvent event) {
    states.put(key, states.get(key).apply(event));
    List<MediaItemEvent> of = events.computeIfAbsent(key, any -> new ArrayList<>());
    of.add(event);
    unseen.add(
        new JournalEvent(key.persistenceId(), of.size(), event, event.at(), JournalOffset.START));
  }

  private void show() {
    if (!held && !unseen.isEmpty()) {
      view.project(List.copyOf(unseen));
      unseen.clear();
    }
  }

  synchronized void holdView() {
    held = true;
  }

  synchronized void showAll() {
    held = false;
    show();
  }

  /** From now on no item answers. */
  synchronized void fallSilent() {
    silent = true;
  }

  synchronized void speakAgain() {
    silent = false;
  }

  synchronized List<MediaItemEvent> events(MediaItemKey key) {
    return List.copyOf(events.getOrDefault(key, List.of()));
  }

  <T extends MediaItemEvent> List<T> events(MediaItemKey key, Class<T> type) {
    return events(key).stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public CompletionStage<MediaItemReply> ask(
      MediaItemKey key, Function<ActorRef<MediaItemReply>, MediaItemCommand> command) {
    synchronized (this) {
      if (silent) {
        return CompletableFuture.failedFuture(new IllegalStateException("no item answers"));
      }
    }
    try {
      return CompletableFuture.completedFuture(tell(key, command.apply(null)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
