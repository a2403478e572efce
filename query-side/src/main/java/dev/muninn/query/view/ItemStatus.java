package dev.muninn.query.view;

/**
 * Where an item stands, in SQL: the pipeline's own view says it (V200 of ingest-actors), a live
 * lease makes it running, the trash is the item's. An item that the pipeline's view does not show
 * yet waits.
 */
final class ItemStatus {
  /** To be joined to {@code view.media m}. */
  static final String JOIN =
      " LEFT JOIN pipeline.pipeline_item p ON p.org = m.org AND p.media_id = m.media_id";

  /** The word of the status. */
  static final String SQL =
      "CASE WHEN m.trashed THEN 'trashed'"
          + " WHEN p.status IN ('waiting', 'failed') AND EXISTS (SELECT 1 FROM ops.work_lease l"
          + " WHERE l.org = m.org AND l.media_id = m.media_id AND l.incarnation IS NOT NULL"
          + " AND l.expires_at > now()) THEN 'running'"
          + " ELSE coalesce(p.status, 'waiting') END";

  private ItemStatus() {}
}
