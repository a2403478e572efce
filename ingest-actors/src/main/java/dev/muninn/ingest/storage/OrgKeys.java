package dev.muninn.ingest.storage;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.hash.Blake3;
import dev.muninn.media.OrgId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;

/**
 * The secret key of each org, 32 random bytes in the table ops.org_key, made when it is first asked
 * for and never changed: the ids of all its items hang on it, so it belongs to every backup. Blocks
 * the first time for each org; thread-safe.
 */
public final class OrgKeys {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataSource writer;
  private final ConcurrentMap<OrgId, byte[]> known = new ConcurrentHashMap<>();

  public OrgKeys(DataSource writer) {
    this.writer = writer;
  }

  /** The key; a copy of 32 bytes. */
  public byte[] of(OrgId org) {
    return known.computeIfAbsent(org, this::load).clone();
  }

  private byte[] load(OrgId org) {
    try (Connection connection = writer.getConnection()) {
      offer(connection, org);
      return read(connection, org);
    } catch (SQLException e) {
      throw new DatabaseException("reading the key of org " + org, e);
    }
  }

  /** Several nodes may make a key at once: the first one to commit wins, and all read that one. */
  private static void offer(Connection connection, OrgId org) throws SQLException {
    byte[] fresh = new byte[Blake3.KEY_BYTES];
    RANDOM.nextBytes(fresh);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ops.org_key (org, key) VALUES (?, ?) ON CONFLICT (org) DO NOTHING")) {
      insert.setString(1, org.value());
      insert.setBytes(2, fresh);
      insert.executeUpdate();
    }
  }

  private static byte[] read(Connection connection, OrgId org) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT key FROM ops.org_key WHERE org = ?")) {
      select.setString(1, org.value());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the key that was just made is not there");
        }
        return row.getBytes(1);
      }
    }
  }
}
