package dev.muninn.ingest.pipeline;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Who works on what until when: the table {@code ops.work_lease}. Only the database's clock counts.
 * Every call is one short transaction of its own, so that none spans a stage. Blocking;
 * thread-safe.
 */
final class WorkLeases {
  private static final String CLAIM =
      """
      WITH turn AS (
        SELECT w.org, w.media_id, w.stage, w.attempts
          FROM pipeline.pipeline_work w
          LEFT JOIN ops.work_lease l
            ON l.org = w.org AND l.media_id = w.media_id AND l.pass = ? AND l.space = w.space
         WHERE w.stage = ANY (?) AND w.space = ? AND w.not_before <= clock_timestamp()
           AND (l.org IS NULL
                OR l.incarnation IS NULL AND l.seq_nr <= w.seq_nr
                OR l.incarnation IS NOT NULL AND l.expires_at < clock_timestamp())
           AND (coalesce(l.lost + (l.incarnation IS NOT NULL)::int, 0) >= ?) = ?
         ORDER BY w.lane, w.not_before
         LIMIT ?
           FOR UPDATE OF w SKIP LOCKED),
      leased AS (
        INSERT INTO ops.work_lease AS old
               (org, media_id, pass, space, node, incarnation, claimed_at, expires_at)
        SELECT org, media_id, ?, ?, ?, ?, clock_timestamp(),
               clock_timestamp() + ? * interval '1 millisecond'
          FROM turn
        ON CONFLICT (org, media_id, pass, space) DO UPDATE SET
               node = excluded.node, incarnation = excluded.incarnation,
               claimed_at = excluded.claimed_at, expires_at = excluded.expires_at,
               lost = old.lost + (old.incarnation IS NOT NULL)::int
         WHERE old.incarnation IS NULL OR old.expires_at < clock_timestamp()
        RETURNING org, media_id, lost)
      SELECT org, media_id, turn.stage, turn.attempts, leased.lost
        FROM turn JOIN leased USING (org, media_id)""";
  private static final String END =
      """
      UPDATE ops.work_lease
         SET incarnation = NULL, seq_nr = greatest(seq_nr, ?), lost = CASE WHEN ? THEN 0 ELSE lost + ? END
       WHERE org = ? AND media_id = ? AND pass = ? AND space = ? AND incarnation = ?""";

  private final DataSource writer;
  private final String node;
  private final String incarnation;
  private final PipelineSettings settings;

  /**
   * @param incarnation this life of the node, unlike any before
   */
  WorkLeases(DataSource writer, String node, String incarnation, PipelineSettings settings) {
    this.writer = Objects.requireNonNull(writer, "writer");
    this.node = Objects.requireNonNull(node, "node");
    this.incarnation = Objects.requireNonNull(incarnation, "incarnation");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** Claims up to {@code limit} items in their turn, without those that must run alone. */
  List<Lease> claim(Pass pass, String space, int limit) {
    return claim(pass, space, limit, false);
  }

  /** Claims one item that took several workers with it: nothing else may run beside it. */
  List<Lease> claimSuspect(Pass pass, String space) {
    return claim(pass, space, 1, true);
  }

  private List<Lease> claim(Pass pass, String space, int limit, boolean suspects) {
    return run(
        connection -> {
          try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            String[] stages = pass.stages().stream().map(StageName::word).toArray(String[]::new);
            claim.setString(1, pass.word());
            claim.setArray(2, connection.createArrayOf("text", stages));
            claim.setString(3, space);
            claim.setInt(4, settings.aloneAfter());
            claim.setBoolean(5, suspects);
            claim.setInt(6, limit);
            claim.setString(7, pass.word());
            claim.setString(8, space);
            claim.setString(9, node);
            claim.setString(10, incarnation);
            claim.setLong(11, millis(settings.lease()));
            return leases(claim, pass, space);
          }
        });
  }

  private static List<Lease> leases(PreparedStatement claim, Pass pass, String space)
      throws SQLException {
    List<Lease> leases = new ArrayList<>();
    try (ResultSet row = claim.executeQuery()) {
      while (row.next()) {
        leases.add(
            new Lease(
                new MediaItemKey(
                    new OrgId(row.getString("org")), new MediaId(row.getString("media_id"))),
                pass,
                space,
                StageName.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                row.getInt("attempts") + 1,
                row.getInt("lost")));
      }
    }
    return leases;
  }

  /** The entity answered: not claimable until the view has passed {@code seqNr}. */
  void settle(Lease lease, long seqNr) {
    end(lease, seqNr, true, 0);
  }

  /** The work was not begun, or could not be reported: anyone may claim it. */
  void giveBack(Lease lease) {
    end(lease, 0, false, 0);
  }

  /** Whoever worked on it died. */
  void lose(Lease lease) {
    end(lease, 0, false, 1);
  }

  private void end(Lease lease, long seqNr, boolean well, int lost) {
    run(
        connection -> {
          try (PreparedStatement end = connection.prepareStatement(END)) {
            end.setLong(1, seqNr);
            end.setBoolean(2, well);
            end.setInt(3, lost);
            end.setString(4, lease.key().org().value());
            end.setString(5, lease.key().mediaId().value());
            end.setString(6, lease.pass().word());
            end.setString(7, lease.space());
            end.setString(8, incarnation);
            return end.executeUpdate();
          }
        });
  }

  /** Keeps all leases of this life alive. */
  void renew() {
    update(
        "UPDATE ops.work_lease SET expires_at = clock_timestamp() + ? * interval '1 millisecond'"
            + " WHERE incarnation = ?",
        millis(settings.lease()),
        incarnation);
  }

  /** Frees what earlier lives of this node held when they died; each counts as lost. */
  void freeEarlierLives() {
    update(
        "UPDATE ops.work_lease SET incarnation = NULL, lost = lost + 1"
            + " WHERE node = ? AND incarnation <> ?",
        node,
        incarnation);
  }

  /** Frees what this life holds: the node drains. */
  void freeAll() {
    update("UPDATE ops.work_lease SET incarnation = NULL WHERE incarnation = ?", incarnation);
  }

  /** Forgets settled leases that the view has passed. */
  void sweep() {
    update(
        """
        DELETE FROM ops.work_lease l
         WHERE l.incarnation IS NULL AND l.lost = 0
           AND NOT EXISTS (SELECT 1 FROM pipeline.pipeline_item i
                            WHERE i.org = l.org AND i.media_id = l.media_id
                              AND i.seq_nr < l.seq_nr)""");
  }

  private void update(String sql, Object... values) {
    run(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
          }
        });
  }

  private <T> T run(SqlFunction<Connection, T> work) {
    try (Connection connection = writer.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new DatabaseException("the table of leases failed", e);
    }
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }
}
