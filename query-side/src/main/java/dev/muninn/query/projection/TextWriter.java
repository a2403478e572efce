package dev.muninn.query.projection;

import akka.Done;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.projection.IndexJournal.Extent;
import dev.muninn.query.text.TextIndex;
import dev.muninn.query.view.MediaDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the full text: notes what changed, puts it into the index when the view shows
 * it, lets searches see it, and saves. Its methods run on one thread, except those that only read.
 */
final class TextWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TextWriter.class);
  private static final int CHUNK = 500;
  private static final int MOST_WANTED = 5_000;

  /** Showing and saving may take this part of the thread's time. */
  private static final int SHARE = 20;

  private final TextIndex index;
  private final ItemRows rows;
  private final IndexSettings settings;
  private WantedItems wanted;
  private CompletableFuture<Done> room = CompletableFuture.completedFuture(Done.getInstance());
  private Optional<TextRebuild> rebuilding = Optional.empty();
  private volatile JournalOffset read;
  private volatile JournalOffset shown;
  private final AtomicInteger life = new AtomicInteger();
  private JournalOffset saved;
  private long changes;
  private final Set<MediaItemKey> unshown = ConcurrentHashMap.newKeySet();
  private volatile boolean remaking;
  private boolean hidden;
  private long showAgainNanos = System.nanoTime();
  private long savedAtNanos = System.nanoTime();
  private long savingNanos;

  TextWriter(TextIndex index, ItemRows rows, IndexSettings settings) {
    this.index = index;
    this.rows = rows;
    this.settings = settings;
    this.read = index.saved();
    this.shown = read;
    this.saved = read;
    this.wanted = new WantedItems(read);
  }

  /** Any thread: how far the journal was read. */
  JournalOffset read() {
    return read;
  }

  /** Any thread: what searches see all of. */
  JournalOffset shown() {
    return shown;
  }

  /** Any thread. */
  boolean shows(MediaItemKey item, JournalOffset place) {
    return remaking || (!place.isAfter(read) && !unshown.contains(item));
  }

  /** Any thread: which reading of the journal counts; each rebuild begins another. */
  int life() {
    return life.get();
  }

  /** Completes when more can be taken. */
  CompletionStage<Done> apply(int ofLife, List<JournalEvent> events) {
    if (ofLife != life.get()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    for (JournalEvent event : events) {
      wanted.add(event).ifPresent(unshown::add);
      read = event.offset();
    }
    rebuilding.ifPresent(one -> one.read(events.size()));
    if (wanted.size() >= MOST_WANTED) {
      room = new CompletableFuture<>();
      return room;
    }
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** A few times a second. */
  void tick() {
    if (index.isBroken()) {
      goBack();
    }
    catchUp();
    if (wanted.size() < MOST_WANTED) {
      room.complete(Done.getInstance());
    }
    rebuilding.ifPresent(this::endWhenWhole);
    if (rebuilding.isEmpty()) {
      show();
      saveWhenDue();
    }
  }

  private void catchUp() {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    List<MediaItemKey> due = wanted.due(now, CHUNK);
    while (!due.isEmpty()) {
      Map<MediaItemKey, MediaDocument> found = rows.of(due);
      for (MediaItemKey key : due) {
        take(key, Optional.ofNullable(found.get(key)), now);
      }
      due = wanted.due(now, CHUNK);
    }
  }

  private void take(MediaItemKey key, Optional<MediaDocument> row, long now) {
    if (!wanted.isReached(key, row)) {
      wanted.postpone(key, now);
      return;
    }
    // between the two events of its start an item is nowhere shown
    row.filter(item -> item.hash().isPresent())
        .ifPresentOrElse(item -> index.put(key, item), () -> index.remove(key));
    changes++;
    hidden = true;
  }

  private void show() {
    long begun = System.nanoTime();
    JournalOffset reached = wanted.reached();
    if (hidden && begun - showAgainNanos >= 0) {
      index.show();
      hidden = false;
      showAgainNanos = begun + SHARE * (System.nanoTime() - begun);
    }
    if (!hidden) {
      unshown.removeIf(key -> !wanted.has(key));
      shown = reached;
    }
  }

  private void saveWhenDue() {
    long since = System.nanoTime() - savedAtNanos;
    boolean due = changes >= settings.saveAfterChanges() || since >= settings.saveAfter().toNanos();
    if (changes > 0 && due && since >= SHARE * savingNanos) {
      save();
    }
  }

  private void save() {
    long begun = System.nanoTime();
    JournalOffset reached = wanted.reached();
    index.save(reached);
    saved = reached;
    changes = 0;
    savedAtNanos = System.nanoTime();
    savingNanos = savedAtNanos - begun;
    LOG.debug(
        "full text saved offset={} elapsedMs={}",
        saved.format(),
        TimeUnit.NANOSECONDS.toMillis(savingNanos));
  }

  /** Begins anew; what was shown stays shown. Completes when all of {@code extent} is in. */
  CompletionStage<Done> restart(Optional<Extent> extent, IndexProjection.Progress progress) {
    if (rebuilding.isPresent()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the full text is being rebuilt already"));
    }
    remaking = true;
    index.clear();
    begin(JournalOffset.START);
    TextRebuild begun = new TextRebuild(extent, progress);
    rebuilding = Optional.of(begun);
    return begun.whole();
  }

  /** To what was saved last: there is room on the disk again, or this fails. */
  private void goBack() {
    index.reopen();
    LOG.info("full text opened anew items={} offset={}", index.items(), index.saved().format());
    rebuilding.ifPresent(one -> one.fail("its files could not be written, as on a full disk"));
    rebuilding = Optional.empty();
    remaking = false;
    hidden = false;
    showAgainNanos = System.nanoTime();
    changes = 0;
    saved = index.saved();
    shown = saved;
    begin(saved);
  }

  /** Reads the journal again from a place. */
  private void begin(JournalOffset place) {
    wanted = new WantedItems(place);
    // before nothing is called unshown, or what comes again would pass for shown
    read = place;
    unshown.clear();
    life.incrementAndGet();
    room.complete(Done.getInstance());
  }

  private void endWhenWhole(TextRebuild one) {
    if (one.isWhole(wanted.reached())) {
      rebuilding = Optional.empty();
      showAgainNanos = System.nanoTime();
      hidden = true;
      show();
      save();
      remaking = false;
      one.end();
    }
  }

  /** Saves, unless a rebuild is on the way: then what was saved before it stays. */
  void close() {
    rebuilding.ifPresent(one -> one.fail("the node stops"));
    boolean more = changes > 0 || wanted.reached().isAfter(saved);
    if (rebuilding.isEmpty() && more && !index.isBroken()) {
      save();
    }
    index.close();
  }
}
