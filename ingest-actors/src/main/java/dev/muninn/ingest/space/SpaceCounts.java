package dev.muninn.ingest.space;

import dev.muninn.embedding.EmbeddingSpace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers of the spaces from the pipeline's views, of what the connection's role may see. */
final class SpaceCounts {
  private static final String COUNT =
      """
      SELECT count(*), count(*) FILTER (WHERE s.state = 'indexed'),
             count(*) FILTER (WHERE s.state = 'quarantined')
        FROM pipeline.pipeline_item i
        LEFT JOIN pipeline.item_space s
          ON s.org = i.org AND s.media_id = i.media_id AND s.space = ?
       WHERE i.embeddable""";

  /** What can be found in the one and neither found nor given up in the other. */
  private static final String LACKING =
      """
      SELECT count(*)
        FROM pipeline.item_space a
        JOIN pipeline.pipeline_item i USING (org, media_id)
        LEFT JOIN pipeline.item_space b
          ON b.org = a.org AND b.media_id = a.media_id AND b.space = ?
         AND b.state IN ('indexed', 'quarantined')
       WHERE a.space = ? AND a.state = 'indexed' AND i.embeddable AND b.space IS NULL""";

  private SpaceCounts() {}

  record Numbers(long items, long done, long failed) {}

  static Numbers of(Connection reader, EmbeddingSpace space) throws SQLException {
    try (PreparedStatement select = reader.prepareStatement(COUNT)) {
      select.setString(1, space.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Numbers(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /** How many items the active space has that another one lacks. */
  static long lacking(Connection reader, EmbeddingSpace other, EmbeddingSpace active)
      throws SQLException {
    try (PreparedStatement select = reader.prepareStatement(LACKING)) {
      select.setString(1, other.id());
      select.setString(2, active.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
