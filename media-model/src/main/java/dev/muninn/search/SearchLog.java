package dev.muninn.search;

import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The searches of an org that deserve a look (port); kept for some time only. */
public interface SearchLog {

  /** Why a search was written down; it can be for both. */
  enum Kind {
    ZERO,
    SLOW;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A search as somebody asked it.
   *
   * @param tookMs the whole time, in which {@code embeddingMs} were the model's
   */
  record Entry(Instant at, String query, SearchMode mode, int hits, long tookMs, long embeddingMs) {
    public Entry {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(mode, "mode");
    }
  }

  /** The last ones of this kind, newest first. */
  CompletionStage<List<Entry>> latest(OrgId org, Kind kind, int limit);
}
