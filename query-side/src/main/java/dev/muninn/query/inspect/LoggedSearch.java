package dev.muninn.query.inspect;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search whose first pages are written down when they are empty or were slow. Writing happens
 * beside the answer and never fails it; where the database is behind, entries are left out.
 */
public final class LoggedSearch implements MediaSearch {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedSearch.class);
  private static final int WAITING = 64;

  private final MediaSearch search;
  private final SqlSearchLog log;
  private final SearchLogSettings settings;
  private final Clock clock;
  private final Executor database;
  private final Semaphore room = new Semaphore(WAITING);

  /** {@code database} is where the blocking writes run. */
  public LoggedSearch(
      MediaSearch search,
      SqlSearchLog log,
      SearchLogSettings settings,
      Clock clock,
      Executor database) {
    this.search = search;
    this.log = log;
    this.settings = settings;
    this.clock = clock;
    this.database = database;
  }

  @Override
  public CompletionStage<SearchReply> search(SearchQuery query) {
    CompletionStage<SearchReply> reply = search.search(query);
    return settings.kept() && query.cursor().isEmpty()
        ? reply.whenComplete((found, failure) -> note(query, found))
        : reply;
  }

  @Override
  public CompletionStage<SearchReply> like(LikeQuery query, Path picture) {
    return search.like(query, picture);
  }

  @Override
  public CompletionStage<Optional<SearchReply>> similar(LikeQuery query, MediaId mediaId) {
    return search.similar(query, mediaId);
  }

  private void note(SearchQuery query, SearchReply reply) {
    if (reply == null) {
      return;
    }
    boolean slow = reply.tookMs() >= settings.slow().toMillis();
    if ((slow || reply.hits().isEmpty()) && room.tryAcquire()) {
      SearchLog.Entry entry =
          new SearchLog.Entry(
              clock.instant(),
              query.text(),
              query.mode(),
              reply.hits().size(),
              reply.tookMs(),
              reply.embeddingMs());
      database.execute(() -> write(query.org(), entry, slow));
    }
  }

  private void write(OrgId org, SearchLog.Entry entry, boolean slow) {
    try {
      log.write(org, entry, slow);
    } catch (RuntimeException e) {
      LOG.warn("a search was not written down org={} cause='{}'", org, e.toString());
    } finally {
      room.release();
    }
  }
}
