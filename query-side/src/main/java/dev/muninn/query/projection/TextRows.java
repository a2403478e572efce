package dev.muninn.query.projection;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.query.view.MediaDocument;
import dev.muninn.query.view.MediaRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;

/** The rows of {@code view.media} as the full text reads them. Blocking. */
public final class TextRows implements ItemRows {
  private final DataSource writer;

  /** {@code writer} is the pool of the role that sees all orgs. */
  public TextRows(DataSource writer) {
    this.writer = writer;
  }

  @Override
  public Map<MediaItemKey, MediaDocument> of(Collection<MediaItemKey> items) {
    try (Connection connection = writer.getConnection()) {
      return new MediaRows(connection).shown(items);
    } catch (SQLException e) {
      throw new DatabaseException("the view of the items could not be read", e);
    }
  }
}
