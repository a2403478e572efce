package dev.muninn.http.auth;

import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts in the tables of V400; takes the writer's data source. */
public final class JdbcAccounts implements Accounts {
  private static final String ACCOUNT =
      "p.participant_id, p.org, p.email, p.display_name, p.role, p.active";
  private final DataSource writer;

  public JdbcAccounts(DataSource writer) {
    this.writer = writer;
  }

  @Override
  public boolean setupDone() throws SQLException {
    return !query("SELECT 1 FROM ops.first_admin", row -> 1).isEmpty();
  }

  @Override
  public boolean createFirst(String orgName, Account admin, String passwordHash)
      throws SQLException {
    try (Connection tx = writer.getConnection()) {
      tx.setAutoCommit(false);
      boolean first = insertFirst(tx, orgName, admin, passwordHash);
      if (first) {
        tx.commit();
      } else {
        tx.rollback();
      }
      return first;
    }
  }

  private static boolean insertFirst(
      Connection tx, String orgName, Account admin, String passwordHash) throws SQLException {
    update(tx, "INSERT INTO ops.org (org, name) VALUES (?, ?)", admin.org().value(), orgName);
    int made =
        update(
            tx,
            "INSERT INTO ops.participant"
                + " (participant_id, org, email, display_name, role, password_hash)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            admin.id().value(),
            admin.org().value(),
            admin.email(),
            admin.displayName(),
            admin.role().word(),
            passwordHash);
    return made == 1
        && update(
                tx,
                "INSERT INTO ops.first_admin (participant_id) VALUES (?) ON CONFLICT DO NOTHING",
                admin.id().value())
            == 1;
  }

  @Override
  public Optional<Credentials> credentials(String email) throws SQLException {
    return query(
            "SELECT " + ACCOUNT + ", p.password_hash FROM ops.participant p WHERE p.email = ?",
            row -> new Credentials(account(row), row.getString(7)),
            email)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Org> org(OrgId org) throws SQLException {
    return query(
            "SELECT name FROM ops.org WHERE org = ?",
            row -> new Org(org, row.getString(1)),
            org.value())
        .stream()
        .findFirst();
  }

  @Override
  public List<OrgId> orgs() throws SQLException {
    return query("SELECT org FROM ops.org ORDER BY org", row -> new OrgId(row.getString(1)));
  }

  @Override
  public List<Account> participants(OrgId org) throws SQLException {
    return query(
        "SELECT " + ACCOUNT + " FROM ops.participant p WHERE p.org = ? ORDER BY p.created_at",
        JdbcAccounts::account,
        org.value());
  }

  @Override
  public void openSession(
      String sessionId, ParticipantId participant, TokenHash refresh, Instant expiresAt)
      throws SQLException {
    try (Connection tx = writer.getConnection()) {
      tx.setAutoCommit(false);
      update(
          tx,
          "INSERT INTO ops.session (session_id, participant_id, expires_at) VALUES (?, ?, ?)",
          sessionId,
          participant.value(),
          at(expiresAt));
      insertRefresh(tx, sessionId, refresh, expiresAt);
      tx.commit();
    }
  }

  private static void insertRefresh(
      Connection tx, String sessionId, TokenHash refresh, Instant expiresAt) throws SQLException {
    update(
        tx,
        "INSERT INTO ops.refresh_token (token_hash, session_id, expires_at) VALUES (?, ?, ?)",
        refresh.hex(),
        sessionId,
        at(expiresAt));
  }

  @Override
  public Rotation rotate(TokenHash old, TokenHash next, Instant now, Instant expiresAt)
      throws SQLException {
    try (Connection tx = writer.getConnection()) {
      tx.setAutoCommit(false);
      Rotation rotation = rotated(tx, old, next, now, expiresAt);
      tx.commit();
      return rotation;
    }
  }

  private static Rotation rotated(
      Connection tx, TokenHash old, TokenHash next, Instant now, Instant expiresAt)
      throws SQLException {
    Optional<Found> found =
        query(
                tx,
                "SELECT "
                    + ACCOUNT
                    + ", t.session_id, t.used_at IS NOT NULL"
                    + " FROM ops.refresh_token t"
                    + " JOIN ops.session s USING (session_id)"
                    + " JOIN ops.participant p USING (participant_id)"
                    + " WHERE t.token_hash = ? AND t.expires_at > ? AND s.ended_at IS NULL"
                    + " AND p.active FOR UPDATE OF t, s",
                row -> new Found(account(row), row.getString(7), row.getBoolean(8)),
                old.hex(),
                at(now))
            .stream()
            .findFirst();
    if (found.isEmpty()) {
      return new Rotation.Unknown();
    }
    String session = found.get().sessionId();
    if (found.get().used()) {
      update(tx, "UPDATE ops.session SET ended_at = now() WHERE session_id = ?", session);
      return new Rotation.Reused(session);
    }
    update(tx, "UPDATE ops.refresh_token SET used_at = now() WHERE token_hash = ?", old.hex());
    update(
        tx, "UPDATE ops.session SET expires_at = ? WHERE session_id = ?", at(expiresAt), session);
    insertRefresh(tx, session, next, expiresAt);
    return new Rotation.Rotated(session, found.get().account());
  }

  private record Found(Account account, String sessionId, boolean used) {}

  @Override
  public void endSession(String sessionId) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      update(
          connection,
          "UPDATE ops.session SET ended_at = now() WHERE session_id = ? AND ended_at IS NULL",
          sessionId);
    }
  }

  @Override
  public Optional<Account> ofSession(String sessionId, Instant now) throws SQLException {
    return query(
            "SELECT "
                + ACCOUNT
                + " FROM ops.session s JOIN ops.participant p USING (participant_id)"
                + " WHERE s.session_id = ? AND s.ended_at IS NULL AND s.expires_at > ?"
                + " AND p.active",
            JdbcAccounts::account,
            sessionId,
            at(now))
        .stream()
        .findFirst();
  }

  @Override
  public void sweep(Instant now) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      update(connection, "DELETE FROM ops.session WHERE expires_at < ?", at(now));
    }
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new ParticipantId(row.getString(1)),
        new OrgId(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Role.ofWord(row.getString(5)),
        row.getBoolean(6));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, RowReader<T> reader, Object... bound) throws SQLException {
    try (Connection connection = writer.getConnection()) {
      return query(connection, sql, reader, bound);
    }
  }

  private static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, Object... bound) throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, bound);
        ResultSet rows = statement.executeQuery()) {
      List<T> out = new ArrayList<>();
      while (rows.next()) {
        out.add(reader.read(rows));
      }
      return out;
    }
  }

  private static int update(Connection connection, String sql, Object... bound)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, bound)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement bound(Connection connection, String sql, Object... bound)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < bound.length; i++) {
      statement.setObject(i + 1, bound[i]);
    }
    return statement;
  }
}
