package dev.muninn.catalog;

import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.SearchFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The media views of an org (port). Lists wait up to 2 s for their view to be fresh. */
public interface MediaCatalog {

  /**
   * Newest first by captured-at, else by when it was taken in. Stable while things arrive.
   *
   * <p>Fails with {@link BadCursorException} for a foreign cursor.
   */
  CompletionStage<Page<MediaRow>> list(
      OrgId org, SearchFilter filter, Optional<String> cursor, int limit);

  /** Counts by day or month, newest first, in the time zone given. */
  CompletionStage<List<TimelineBucket>> timeline(
      OrgId org, SearchFilter filter, TimelineUnit unit, ZoneId zone);

  /** One item; never empty after its receipt. */
  CompletionStage<Optional<MediaRow>> find(OrgId org, MediaId mediaId);
}
