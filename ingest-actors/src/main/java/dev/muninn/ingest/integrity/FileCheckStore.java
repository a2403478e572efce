package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks.Check;
import dev.muninn.catalog.FileChecks.Extent;
import dev.muninn.catalog.FileChecks.Fault;
import dev.muninn.catalog.FileChecks.Finding;
import dev.muninn.catalog.FileChecks.Mending;
import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables {@code ops.file_check} and {@code ops.file_finding}. Blocking; thread-safe. */
final class FileCheckStore {
  private static final int KEPT_AN_ORG = 50;

  private final DataSource writer;
  private final String node;

  FileCheckStore(DataSource writer, String node) {
    this.writer = writer;
    this.node = node;
  }

  /** Asked for by somebody, or a round of the background scrub. */
  enum Kind {
    ASKED,
    SCRUB;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A check that runs: where its sample begins (percent), where it stands. */
  record Running(String checkId, OrgId org, Extent extent, double sampleFrom, String position) {}

  /** How far a check is. */
  record Progress(long files, long bytes, long left, String position) {}

  /** Begins a check of the org; empty when one of this kind runs. */
  Optional<Running> begin(OrgId org, Kind kind, Extent extent, Optional<String> by) {
    String checkId = RunId.random().value();
    double from = nextSample(org, kind);
    int made =
        update(
            "INSERT INTO ops.file_check (check_id, org, kind, sample_percent, sample_from, repair,"
                + " asked_by, node) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            checkId,
            org.value(),
            kind.word(),
            extent.samplePercent(),
            from,
            extent.mending() == Mending.REPAIR,
            by.orElse(null),
            node);
    forgetOld(org);
    return made == 0 ? Optional.empty() : Optional.of(new Running(checkId, org, extent, from, ""));
  }

  private double nextSample(OrgId org, Kind kind) {
    return list(
            "SELECT sample_from + sample_percent FROM ops.file_check WHERE org = ? AND kind = ?"
                + " ORDER BY started_at DESC LIMIT 1",
            row -> row.getDouble(1) % 100,
            org.value(),
            kind.word())
        .stream()
        .findFirst()
        .orElse(0.0);
  }

  private void forgetOld(OrgId org) {
    update(
        "DELETE FROM ops.file_check WHERE org = ? AND ended_at IS NOT NULL AND check_id NOT IN"
            + " (SELECT check_id FROM ops.file_check WHERE org = ?"
            + " ORDER BY started_at DESC LIMIT ?)",
        org.value(),
        org.value(),
        KEPT_AN_ORG);
  }

  Optional<Running> running(OrgId org, Kind kind) {
    return list(
            "SELECT check_id, sample_percent, repair, sample_from, position FROM ops.file_check"
                + " WHERE org = ? AND kind = ? AND ended_at IS NULL",
            row ->
                new Running(
                    row.getString(1),
                    org,
                    extent(row.getDouble(2), row.getBoolean(3)),
                    row.getDouble(4),
                    row.getString(5)),
            org.value(),
            kind.word())
        .stream()
        .findFirst();
  }

  /** When the last one of this kind began. */
  Optional<Instant> lastBegun(OrgId org, Kind kind) {
    return list(
            "SELECT started_at FROM ops.file_check WHERE org = ? AND kind = ?"
                + " ORDER BY started_at DESC LIMIT 1",
            row -> row.getObject(1, OffsetDateTime.class).toInstant(),
            org.value(),
            kind.word())
        .stream()
        .findFirst();
  }

  void progress(String checkId, Progress now) {
    update(
        "UPDATE ops.file_check SET files = ?, bytes = ?, left_items = ?, position = ?"
            + " WHERE check_id = ?",
        now.files(),
        now.bytes(),
        now.left(),
        now.position(),
        checkId);
  }

  /** Adds a finding, or replaces the one of this number. */
  void finding(String checkId, int nr, Finding finding) {
    update(
        "INSERT INTO ops.file_finding (check_id, nr, fault, file, media_id, words, outcome)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (check_id, nr) DO UPDATE SET"
            + " words = excluded.words, outcome = excluded.outcome",
        checkId,
        nr,
        finding.fault().name(),
        finding.file(),
        finding.mediaId().map(MediaId::value).orElse(null),
        finding.words(),
        finding.outcome().name());
  }

  int findings(String checkId) {
    return list(
            "SELECT count(*) FROM ops.file_finding WHERE check_id = ?",
            row -> row.getInt(1),
            checkId)
        .get(0);
  }

  void end(String checkId, Optional<String> trouble) {
    update(
        "UPDATE ops.file_check SET ended_at = clock_timestamp(), trouble = ? WHERE check_id = ?",
        trouble.orElse(null),
        checkId);
  }

  /** Ends the asked check of an org that nobody runs any more. */
  void endCutOff(OrgId org, String words) {
    update(
        "UPDATE ops.file_check SET ended_at = clock_timestamp(), trouble = ?"
            + " WHERE node = ? AND org = ? AND kind = 'asked' AND ended_at IS NULL",
        words,
        node,
        org.value());
  }

  /** Ends the asked checks that an earlier life of this node left running. */
  void endCutOff(String words) {
    update(
        "UPDATE ops.file_check SET ended_at = clock_timestamp(), trouble = ?"
            + " WHERE node = ? AND kind = 'asked' AND ended_at IS NULL",
        words,
        node);
  }

  Optional<Check> find(OrgId org, String checkId) {
    return one("org = ? AND check_id = ?", org.value(), checkId);
  }

  Optional<Check> latest(OrgId org) {
    return one("org = ? ORDER BY started_at DESC LIMIT 1", org.value());
  }

  private Optional<Check> one(String where, Object... values) {
    return list(
            "SELECT check_id, sample_percent, repair, ended_at IS NOT NULL, files, bytes,"
                + " left_items, started_at, ended_at, trouble FROM ops.file_check WHERE "
                + where,
            this::check,
            values)
        .stream()
        .findFirst();
  }

  private Check check(ResultSet row) throws SQLException {
    String checkId = row.getString(1);
    return new Check(
        checkId,
        extent(row.getDouble(2), row.getBoolean(3)),
        row.getBoolean(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject(9, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
        findingsOf(checkId),
        Optional.ofNullable(row.getString(10)));
  }

  private List<Finding> findingsOf(String checkId) {
    return list(
        "SELECT fault, file, media_id, words, outcome FROM ops.file_finding WHERE check_id = ?"
            + " ORDER BY nr",
        row ->
            new Finding(
                Fault.valueOf(row.getString(1)),
                row.getString(2),
                Optional.ofNullable(row.getString(3)).map(MediaId::new),
                row.getString(4),
                Outcome.valueOf(row.getString(5))),
        checkId);
  }

  private static Extent extent(double percent, boolean repair) {
    return new Extent(percent, repair ? Mending.REPAIR : Mending.REPORT);
  }

  private int update(String sql, Object... values) {
    return run(sql, PreparedStatement::executeUpdate, values);
  }

  private <T> List<T> list(String sql, SqlFunction<ResultSet, T> rowOf, Object... values) {
    return run(
        sql,
        select -> {
          List<T> out = new ArrayList<>();
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              out.add(rowOf.apply(rows));
            }
          }
          return out;
        },
        values);
  }

  private <T> T run(String sql, SqlFunction<PreparedStatement, T> work, Object... values) {
    try (Connection connection = writer.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return work.apply(statement);
    } catch (SQLException e) {
      throw new DatabaseException("the table of file checks failed", e);
    }
  }
}
