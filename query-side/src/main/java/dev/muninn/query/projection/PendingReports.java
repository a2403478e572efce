package dev.muninn.query.projection;

import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.StepRun;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.StageResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The items of which the journal should hear that they are searchable, by meaning and by words:
 * each is reported until its entity answers, at most {@value #IN_FLIGHT} at a time, with a pause
 * that doubles from one second to half a minute. A refusal (purged, trashed, unknown) ends it. All
 * calls come from the index's one writer, and answers return there.
 */
final class PendingReports {
  private static final Logger LOG = LoggerFactory.getLogger(PendingReports.class);
  private static final int IN_FLIGHT = 64;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 5;

  private final IndexedReporter reporter;
  private final ShownWords words;
  private final EmbeddingSpace space;
  private final String node;
  private final Executor writer;
  private final Clock clock;
  private final Map<MediaItemKey, Waiting> waiting = new LinkedHashMap<>();
  private int inFlight;

  /** When it became searchable, what was tried, and when the next attempt is due. */
  private static final class Waiting {
    final Instant since;
    final JournalOffset place;
    int attempts;
    boolean asked;
    Instant due;

    Waiting(Instant since, JournalOffset place) {
      this.since = since;
      this.place = place;
      this.due = since;
    }
  }

  PendingReports(
      IndexedReporter reporter,
      ShownWords words,
      EmbeddingSpace space,
      String node,
      Executor writer,
      Clock clock) {
    this.reporter = reporter;
    this.words = words;
    this.space = space;
    this.node = node;
    this.writer = writer;
    this.clock = clock;
  }

  /** Its vectors are searchable; its words are when all up to this place of the journal are. */
  void add(MediaItemKey key, JournalOffset place) {
    waiting.computeIfAbsent(key, k -> new Waiting(clock.instant(), place));
  }

  /** The journal says so, or the item is gone. */
  void drop(MediaItemKey key) {
    Waiting entry = waiting.remove(key);
    if (entry != null && entry.asked) {
      inFlight--;
    }
  }

  /** Sends what is due. */
  void send() {
    Instant now = clock.instant();
    for (Map.Entry<MediaItemKey, Waiting> entry : Map.copyOf(due(now)).entrySet()) {
      ask(entry.getKey(), entry.getValue(), now);
    }
  }

  private Map<MediaItemKey, Waiting> due(Instant now) {
    Map<MediaItemKey, Waiting> due = new LinkedHashMap<>();
    Iterator<Map.Entry<MediaItemKey, Waiting>> entries = waiting.entrySet().iterator();
    while (entries.hasNext() && due.size() + inFlight < IN_FLIGHT) {
      Map.Entry<MediaItemKey, Waiting> entry = entries.next();
      Waiting one = entry.getValue();
      if (!one.asked && !one.due.isAfter(now) && words.show(entry.getKey(), one.place)) {
        due.put(entry.getKey(), one);
      }
    }
    return due;
  }

  private void ask(MediaItemKey key, Waiting entry, Instant now) {
    entry.asked = true;
    entry.attempts++;
    inFlight++;
    long elapsed = Math.max(0, Duration.between(entry.since, now).toMillis());
    StepRun step = new StepRun(node, entry.attempts, entry.since, elapsed);
    reporter
        .report(key, new StageResult.Indexed(space, step))
        .whenCompleteAsync((reply, failure) -> answered(key, entry, reply, failure), writer);
  }

  private void answered(MediaItemKey key, Waiting entry, MediaItemReply reply, Throwable failure) {
    if (waiting.get(key) != entry) {
      return;
    }
    if (failure == null) {
      drop(key);
      if (reply instanceof MediaItemReply.Rejected rejected) {
        LOG.debug("not recorded event=Indexed mediaId={} why={}", key.mediaId(), rejected.reason());
      }
    } else {
      inFlight--;
      entry.asked = false;
      int doublings = Math.min(entry.attempts - 1, MAX_DOUBLINGS);
      entry.due = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << doublings));
      LOG.warn(
          "will retry event=Indexed mediaId={} attempt={} cause='{}'",
          key.mediaId(),
          entry.attempts,
          failure.toString());
    }
    send();
  }
}
