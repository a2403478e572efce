package dev.muninn.query.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The answers of which more pages may be asked for, in memory: for a while after their last page,
 * and as long as there is room; the one longest unused goes first. Thread-safe.
 */
final class KeptAnswers {
  private final SearchSettings.Paging settings;
  private final Clock clock;
  private final Map<String, Kept> byId = new LinkedHashMap<>(16, 0.75f, true);
  private int hits;

  private record Kept(Answer answer, String digest, Instant used) {}

  KeptAnswers(SearchSettings.Paging settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  synchronized void keep(Answer answer, String digest) {
    forget(answer.id());
    hits += answer.hits().size();
    byId.put(answer.id(), new Kept(answer, digest, clock.instant()));
    tidy();
  }

  /** The answer that a cursor names, if it is the same query's. */
  synchronized Optional<Answer> find(SearchCursor cursor) {
    tidy();
    return Optional.ofNullable(byId.get(cursor.answer()))
        .filter(kept -> kept.digest().equals(cursor.digest()))
        .map(Kept::answer);
  }

  private void forget(String id) {
    Kept gone = byId.remove(id);
    if (gone != null) {
      hits -= gone.answer().hits().size();
    }
  }

  private void tidy() {
    Iterator<Kept> oldest = byId.values().iterator();
    while (oldest.hasNext()) {
      Kept kept = oldest.next();
      Duration idle = Duration.between(kept.used(), clock.instant());
      if (idle.compareTo(settings.keep()) <= 0 && hits <= settings.hits()) {
        return;
      }
      oldest.remove();
      hits -= kept.answer().hits().size();
    }
  }
}
