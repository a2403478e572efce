package dev.muninn.query.view;

import dev.muninn.catalog.MediaStatus;

/**
 * Where an item stands, in SQL: the pipeline's own view says it (V200 of ingest-actors), a live
 * lease makes it running, the trash is the item's. An item that the pipeline's view does not show
 * yet waits.
 */
final class ItemStatus {
  private static final String RUNNING =
      "p.status IN ('waiting', 'failed') AND EXISTS (SELECT 1 FROM ops.work_lease l"
          + " WHERE l.org = m.org AND l.media_id = m.media_id AND l.incarnation IS NOT NULL"
          + " AND l.expires_at > now())";

  /** To be joined to {@code view.media m}. */
  static final String JOIN =
      " LEFT JOIN pipeline.pipeline_item p ON p.org = m.org AND p.media_id = m.media_id";

  /** The word of the status. */
  static final String SQL =
      "CASE WHEN m.trashed THEN 'trashed' WHEN "
          + RUNNING
          + " THEN 'running' ELSE coalesce(p.status, 'waiting') END";

  private ItemStatus() {}

  /**
   * That {@link #SQL} gives this status, in a form that the pipeline's own index can answer; the
   * trash is another condition, which goes with it.
   */
  static String is(MediaStatus status) {
    return switch (status) {
      case READY -> "p.status = 'ready'";
      case QUARANTINED -> "p.status = 'quarantined'";
      case FAILED -> "p.status = 'failed' AND NOT (" + RUNNING + ")";
      case WAITING -> "coalesce(p.status, 'waiting') = 'waiting' AND NOT (" + RUNNING + ")";
      case RUNNING -> RUNNING;
      case TRASHED -> "m.trashed";
    };
  }
}
