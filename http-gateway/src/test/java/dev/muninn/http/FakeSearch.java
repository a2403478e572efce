package dev.muninn.http;

import dev.muninn.catalog.MediaRow;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.MediaSearch;
import dev.muninn.search.SearchHit;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.SearchReply;
import dev.muninn.search.language.BadQueryException;
import dev.muninn.search.language.QueryLanguage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the whole library, whatever is asked, and remembers what it was. */
final class FakeSearch implements MediaSearch, SearchLog {
  private final Map<MediaId, MediaRow> rows;
  volatile Optional<SearchQuery> lastQuery = Optional.empty();
  volatile Optional<LikeQuery> lastLike = Optional.empty();
  volatile List<SearchLog.Entry> searchLog = List.of();
  volatile Optional<SearchLog.Kind> loggedKind = Optional.empty();

  /** {@code rows} are those of the library. */
  FakeSearch(Map<MediaId, MediaRow> rows) {
    this.rows = rows;
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletionStage<SearchReply> search(SearchQuery query) {
    lastQuery = Optional.of(query);
    try {
      QueryLanguage.parse(query.text());
    } catch (BadQueryException e) {
      return CompletableFuture.failedFuture(e);
    }
    return now(reply());
  }

  private SearchReply reply() {
    List<SearchHit> hits =
        rows.values().stream()
            .map(
                r ->
                    new SearchHit(
                        r.mediaId(),
                        0.5,
                        r.type().kind(),
                        r.name(),
                        List.of("looks like it"),
                        Optional.of(new SearchHit.Moment(1000, 17_500, 3))))
            .toList();
    return new SearchReply(
        hits, Optional.empty(), false, "lite-1-384", List.of("word: dogs"), 3, 1, 0);
  }

  @Override
  public CompletionStage<SearchReply> like(LikeQuery query, Path picture) {
    lastLike = Optional.of(query);
    return now(reply());
  }

  @Override
  public CompletionStage<Optional<SearchReply>> similar(LikeQuery query, MediaId mediaId) {
    lastLike = Optional.of(query);
    return now(
        Optional.ofNullable(rows.get(mediaId))
            .filter(r -> r.org().equals(query.org()))
            .map(r -> reply()));
  }

  @Override
  public CompletionStage<List<SearchLog.Entry>> latest(OrgId org, SearchLog.Kind kind, int limit) {
    loggedKind = Optional.of(kind);
    return CompletableFuture.completedFuture(searchLog.stream().limit(limit).toList());
  }
}
