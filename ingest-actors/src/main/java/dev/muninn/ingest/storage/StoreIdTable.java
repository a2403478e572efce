package dev.muninn.ingest.storage;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The id of the cluster's store in the table {@code ops.store}. */
final class StoreIdTable implements StoreIds {
  private final DataSource writer;

  StoreIdTable(DataSource writer) {
    this.writer = writer;
  }

  @Override
  public Optional<String> known() {
    try (Connection connection = writer.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT store_id FROM ops.store");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new DatabaseException("reading the id of the store", e);
    }
  }

  @Override
  public String offer(String id) {
    try (Connection connection = writer.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO ops.store (store_id) VALUES (?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, id);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("keeping the id of the store", e);
    }
    return known().orElseThrow();
  }
}
