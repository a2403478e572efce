package dev.muninn.query.view;

import dev.muninn.catalog.MediaCatalog;
import dev.muninn.catalog.MediaRow;
import dev.muninn.catalog.MediaStatus;
import dev.muninn.catalog.Page;
import dev.muninn.catalog.TimelineBucket;
import dev.muninn.catalog.TimelineUnit;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.search.SearchFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * {@link MediaCatalog} over {@code view.media}. Every answer first waits until the view has seen
 * what was committed before the question; where it does not get there in time, a list says how old
 * it is, and a single item is folded from its own events.
 */
public final class SqlMediaCatalog implements MediaCatalog {

  /** Waits until the view is fresh and says how many milliseconds it is behind, 0 for not. */
  public interface Freshness {
    CompletionStage<Long> await();
  }

  /** All events of one entity, past the horizon too. */
  public interface EntityEvents {
    CompletionStage<List<JournalEvent>> of(String persistenceId);
  }

  private final MediaReads reads;
  private final Freshness freshness;
  private final EntityEvents journal;
  private final Executor database;

  /** {@code database} is where blocking reads run. */
  public SqlMediaCatalog(
      MediaReads reads, Freshness freshness, EntityEvents journal, Executor database) {
    this.reads = reads;
    this.freshness = freshness;
    this.journal = journal;
    this.database = database;
  }

  @Override
  public CompletionStage<Page<MediaRow>> list(
      OrgId org, SearchFilter filter, Optional<String> cursor, int limit) {
    Optional<ListCursor> after;
    try {
      after = cursor.map(ListCursor::parse);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return freshness
        .await()
        .thenApplyAsync(lag -> page(reads.list(org, filter, after, limit), lag), database);
  }

  private static Page<MediaRow> page(MediaReads.Slice slice, long lag) {
    return new Page<>(slice.rows(), slice.next(), slice.total(), lag);
  }

  @Override
  public CompletionStage<List<TimelineBucket>> timeline(
      OrgId org, SearchFilter filter, TimelineUnit unit, ZoneId zone) {
    return freshness
        .await()
        .thenApplyAsync(lag -> reads.timeline(org, filter, unit, zone), database);
  }

  @Override
  public CompletionStage<Optional<MediaRow>> find(OrgId org, MediaId mediaId) {
    return freshness
        .await()
        .thenComposeAsync(lag -> found(org, mediaId, viewed(org, mediaId), lag), database);
  }

  private Optional<MediaRow> viewed(OrgId org, MediaId mediaId) {
    return Optional.ofNullable(reads.byIds(org, List.of(mediaId)).get(mediaId));
  }

  private CompletionStage<Optional<MediaRow>> found(
      OrgId org, MediaId mediaId, Optional<MediaRow> viewed, long lag) {
    if (lag == 0 && viewed.isPresent()) {
      return CompletableFuture.completedFuture(viewed);
    }
    MediaStatus status =
        viewed
            .map(MediaRow::status)
            .filter(known -> known != MediaStatus.TRASHED)
            .orElse(MediaStatus.WAITING);
    return journal
        .of(new MediaItemKey(org, mediaId).persistenceId())
        .thenApply(events -> folded(events))
        .thenApply(
            item ->
                item.filter(document -> document.hash().isPresent())
                    .map(document -> MediaShown.row(org, mediaId, document, status)));
  }

  private static Optional<MediaDocument> folded(List<JournalEvent> events) {
    MediaFold fold = new MediaFold();
    for (JournalEvent event : events) {
      if (event.event() instanceof MediaItemEvent happened) {
        fold.apply(happened, event.sequenceNr());
      }
    }
    return fold.document();
  }
}
