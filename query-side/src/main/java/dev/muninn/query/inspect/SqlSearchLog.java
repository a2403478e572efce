package dev.muninn.query.inspect;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.media.OrgId;
import dev.muninn.search.SearchLog;
import dev.muninn.search.SearchMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@link SearchLog} in {@code ops.search_log}: read as the tenant, bounded in rows an org and in
 * time. Thread-safe.
 */
public final class SqlSearchLog implements SearchLog {
  private static final int ENTRIES_A_SWEEP = 50;
  private static final String LATEST =
      "SELECT at, query, mode, hits, took_ms, embedding_ms FROM ops.search_log WHERE ";

  private final Databases databases;
  private final TenantSql tenants;
  private final SearchLogSettings settings;
  private final Clock clock;
  private final Executor database;
  private final AtomicLong written = new AtomicLong();

  /** {@code database} is where the blocking reads run. */
  public SqlSearchLog(
      Databases databases, SearchLogSettings settings, Clock clock, Executor database) {
    this.databases = databases;
    this.tenants = new TenantSql(databases);
    this.settings = settings;
    this.clock = clock;
    this.database = database;
  }

  @Override
  public CompletionStage<List<Entry>> latest(OrgId org, Kind kind, int limit) {
    return CompletableFuture.supplyAsync(
        () -> tenants.read(org.value(), tx -> latest(tx, kind, limit)), database);
  }

  private List<Entry> latest(Connection tx, Kind kind, int limit) throws SQLException {
    String which =
        switch (kind) {
          case ZERO -> "hits = 0";
          case SLOW -> "slow";
        };
    try (PreparedStatement select =
        tx.prepareStatement(LATEST + which + " AND at > ? ORDER BY entry DESC LIMIT ?")) {
      select.setTimestamp(1, Timestamp.from(oldest()));
      select.setInt(2, limit);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
      return entries;
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getTimestamp(1).toInstant(),
        row.getString(2),
        SearchMode.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getInt(4),
        row.getLong(5),
        row.getLong(6));
  }

  /** Writes an entry down, and from time to time drops what is too old or too much; blocking. */
  void write(OrgId org, Entry entry, boolean slow) {
    try (Connection connection = databases.writer().getConnection()) {
      insert(connection, org, entry, slow);
      if (written.getAndIncrement() % ENTRIES_A_SWEEP == 0) {
        sweep(connection, org);
      }
    } catch (SQLException e) {
      throw new DatabaseException("a search was not written down", e);
    }
  }

  private static void insert(Connection connection, OrgId org, Entry entry, boolean slow)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ops.search_log (org, at, query, mode, hits, took_ms, embedding_ms, slow)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, org.value());
      insert.setTimestamp(2, Timestamp.from(entry.at()));
      // PostgreSQL keeps no character zero in a text
      insert.setString(3, entry.query().replace('\0', '\ufffd'));
      insert.setString(4, entry.mode().name().toLowerCase(Locale.ROOT));
      insert.setInt(5, entry.hits());
      insert.setLong(6, entry.tookMs());
      insert.setLong(7, entry.embeddingMs());
      insert.setBoolean(8, slow);
      insert.executeUpdate();
    }
  }

  private void sweep(Connection connection, OrgId org) throws SQLException {
    try (PreparedStatement tooOld =
        connection.prepareStatement("DELETE FROM ops.search_log WHERE at <= ?")) {
      tooOld.setTimestamp(1, Timestamp.from(oldest()));
      tooOld.executeUpdate();
    }
    try (PreparedStatement tooMany =
        connection.prepareStatement(
            "DELETE FROM ops.search_log WHERE org = ? AND entry <= (SELECT entry FROM"
                + " ops.search_log WHERE org = ? ORDER BY entry DESC OFFSET ? LIMIT 1)")) {
      tooMany.setString(1, org.value());
      tooMany.setString(2, org.value());
      tooMany.setInt(3, settings.most());
      tooMany.executeUpdate();
    }
  }

  private Instant oldest() {
    return clock.instant().minus(settings.keepFor());
  }
}
