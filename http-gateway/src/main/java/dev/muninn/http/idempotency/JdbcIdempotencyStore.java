package dev.muninn.http.idempotency;

import dev.muninn.http.auth.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table {@code ops.idempotency}. A booking without an answer belongs to a request that died
 * when its node starts again, or after two minutes, and is taken over.
 */
public final class JdbcIdempotencyStore implements IdempotencyStore {
  private static final String CLAIM =
      "INSERT INTO ops.idempotency AS i (org, participant_id, key, payload_hash, booked_by)"
          + " VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (org, participant_id, key) DO UPDATE"
          + " SET payload_hash = excluded.payload_hash, created_at = now(),"
          + " booked_by = excluded.booked_by,"
          + " status = NULL, location = NULL, body = NULL"
          + " WHERE i.created_at < now() - interval '24 hours'"
          + " OR (i.status IS NULL AND i.created_at < now() - interval '2 minutes')";
  private static final String FIND =
      "SELECT payload_hash, status, location, body FROM ops.idempotency"
          + " WHERE org = ? AND participant_id = ? AND key = ?";
  private static final String COMPLETE =
      "UPDATE ops.idempotency SET status = ?, location = ?, body = ?"
          + " WHERE org = ? AND participant_id = ? AND key = ?";
  private static final String RELEASE =
      "DELETE FROM ops.idempotency"
          + " WHERE org = ? AND participant_id = ? AND key = ? AND status IS NULL";
  private static final String SWEEP =
      "DELETE FROM ops.idempotency WHERE created_at < now() - interval '24 hours'";
  private static final String FREE =
      "DELETE FROM ops.idempotency WHERE booked_by = ? AND status IS NULL";
  private final DataSource writer;
  private final String node;

  private JdbcIdempotencyStore(DataSource writer, String node) {
    this.writer = writer;
    this.node = node;
  }

  /**
   * The store of a node that starts: what its earlier lives booked and never answered is free.
   * Blocking.
   *
   * @param node its name, unlike that of any other that runs
   */
  public static JdbcIdempotencyStore startedBy(String node, DataSource writer) throws SQLException {
    try (Connection connection = writer.getConnection();
        PreparedStatement free = connection.prepareStatement(FREE)) {
      free.setString(1, node);
      free.executeUpdate();
    }
    return new JdbcIdempotencyStore(writer, node);
  }

  @Override
  public Claim claim(Caller caller, String key, String payloadHash) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
        bindKey(claim, 1, caller, key);
        claim.setString(4, payloadHash);
        claim.setString(5, node);
        if (claim.executeUpdate() == 1) {
          return new Claim.Fresh();
        }
      }
      return found(connection, caller, key, payloadHash);
    }
  }

  private static Claim found(Connection connection, Caller caller, String key, String payloadHash)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      bindKey(find, 1, caller, key);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? claimOf(row, payloadHash) : new Claim.Running();
      }
    }
  }

  private static Claim claimOf(ResultSet row, String payloadHash) throws SQLException {
    if (!row.getString(1).equals(payloadHash)) {
      return new Claim.OtherPayload();
    }
    int status = row.getInt(2);
    return row.wasNull()
        ? new Claim.Running()
        : new Claim.Answered(
            new Answer(status, Optional.ofNullable(row.getString(3)), row.getString(4)));
  }

  @Override
  public void complete(Caller caller, String key, Answer answer) throws SQLException {
    try (Connection connection = writer.getConnection();
        PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
      complete.setInt(1, answer.status());
      complete.setString(2, answer.location().orElse(null));
      complete.setString(3, answer.body());
      bindKey(complete, 4, caller, key);
      complete.executeUpdate();
    }
  }

  @Override
  public void release(Caller caller, String key) throws SQLException {
    try (Connection connection = writer.getConnection();
        PreparedStatement release = connection.prepareStatement(RELEASE)) {
      bindKey(release, 1, caller, key);
      release.executeUpdate();
    }
  }

  @Override
  public void sweep() throws SQLException {
    try (Connection connection = writer.getConnection();
        PreparedStatement sweep = connection.prepareStatement(SWEEP)) {
      sweep.executeUpdate();
    }
  }

  private static void bindKey(PreparedStatement statement, int from, Caller caller, String key)
      throws SQLException {
    statement.setString(from, caller.org().value());
    statement.setString(from + 1, caller.id().value());
    statement.setString(from + 2, key);
  }
}
