package dev.muninn.query.view;

/**
 * Where an item stands, in SQL: the pipeline's own view says it (schema {@code pipeline}, module
 * ingest-actors), the trash is the item's. An item that the pipeline's view does not show yet
 * waits.
 */
final class ItemStatus {
  /** To be joined to {@code view.media m}. */
  static final String JOIN =
      " LEFT JOIN pipeline.pipeline_item p ON p.org = m.org AND p.media_id = m.media_id";

  /** The word of the status. */
  static final String SQL =
      "CASE WHEN m.trashed THEN 'trashed' ELSE coalesce(lower(p.status), 'waiting') END";

  private ItemStatus() {}
}
