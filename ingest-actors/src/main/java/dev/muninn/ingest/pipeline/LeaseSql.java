package dev.muninn.ingest.pipeline;

/**
 * The statements of {@link WorkLeases}; tables: V200__pipeline.sql, V220__pipeline_sessions.sql,
 * V260__fair_turns.sql, V265__storages.sql. Interactive work goes first; within a lane orgs take
 * turns, the one that was served longest ago first, so that a large import of one keeps nobody else
 * waiting.
 *
 * <p>A lease is held while it names an incarnation. {@code expires_at} is the moment from which on
 * somebody else may claim: of a held one when it was not renewed, of a free one when it rests.
 */
final class LeaseSql {
  /** Joined where a commit need not wait for the disk. */
  private static final String QUICKLY =
      "(SELECT set_config('synchronous_commit', 'off', true)) quickly";

  /**
   * The first rows of owed work of each org in their turn, as many as are wanted and leases could
   * be in the way, with when the org was served last: read off an index, however much is owed. What
   * needs a storage that is out of reach is not looked at: a lot is the work of an org that needs
   * the same storage.
   */
  private static final String NEAR =
      """
      WITH RECURSIVE lots AS (
        (SELECT w.org, w.storage FROM pipeline.pipeline_work w WHERE w.space = ?
          ORDER BY w.org, w.storage LIMIT 1)
         UNION ALL
        SELECT next.org, next.storage FROM lots o
         CROSS JOIN LATERAL (
           SELECT w.org, w.storage FROM pipeline.pipeline_work w
            WHERE w.space = ? AND (w.org, w.storage) > (o.org, o.storage)
            ORDER BY w.org, w.storage LIMIT 1) next),
      -- once: beside each row it would be the square of what is leased
      served AS MATERIALIZED (
        SELECT l.org, max(l.claimed_at) AS at FROM ops.work_lease l WHERE l.space = ? GROUP BY l.org),
      near AS MATERIALIZED (
        SELECT first.*, (SELECT s.at FROM served s WHERE s.org = o.org) AS served
          FROM lots o
         CROSS JOIN LATERAL (
           SELECT w.ctid AS place, w.org, w.media_id, w.stage, w.space, w.lane, w.not_before, w.seq_nr
             FROM pipeline.pipeline_work w %s
            WHERE w.space = ? AND w.org = o.org AND w.storage = o.storage
              AND w.stage = ANY (?) AND w.not_before <= now()
              AND (w.org, w.stage) NOT IN (SELECT p.org, p.stage FROM ops.stage_pause p)
            ORDER BY w.lane, w.not_before
            LIMIT ? + (SELECT count(*) FROM ops.work_lease l WHERE l.org = o.org)) first
         WHERE o.storage = '' OR ?::text[] IS NULL
            OR string_to_array(o.storage, ' ') && ?::text[])""";

  private static final String ANYBODY = NEAR.formatted("");

  /** Who was lost before has a lease that tells. */
  private static final String SUSPECTS =
      NEAR.formatted(
          """
          JOIN ops.work_lease s
            ON s.org = w.org AND s.media_id = w.media_id AND s.space = w.space
           AND (s.lost > 0 OR s.incarnation IS NOT NULL)""");

  /** Those of them that nobody holds and that the view shows as they are. */
  private static final String CLAIMABLE =
      """
        FROM near LEFT JOIN ops.work_lease l
          ON l.org = near.org AND l.media_id = near.media_id AND l.pass = ? AND l.space = near.space
       WHERE (l.org IS NULL OR l.expires_at <= now() AND l.seq_nr <= near.seq_nr)
         AND coalesce(l.lost + (l.incarnation IS NOT NULL)::int, 0)""";

  private static final String CLAIM_FROM =
      """
      %s,
      ranked AS MATERIALIZED (
        SELECT near.*,
               row_number() OVER (PARTITION BY near.org, near.lane ORDER BY near.not_before) AS nth
      %s %s BETWEEN ? AND ?),
      -- by place: a table that was just filled has no statistics, and by key was then all of it
      turn AS (
        SELECT w.org, w.media_id, w.stage, w.attempts
          FROM ranked r JOIN pipeline.pipeline_work w ON w.ctid = r.place
         ORDER BY r.lane, r.nth, r.served NULLS FIRST, r.not_before
         LIMIT ?
           FOR UPDATE OF w SKIP LOCKED),
      leased AS (
        INSERT INTO ops.work_lease AS old
               (org, media_id, pass, space, node, worker, incarnation, claimed_at, expires_at)
        SELECT org, media_id, ?, ?, ?, ?, ?, now(), now() + ? * interval '1 millisecond'
          FROM turn, %s
        ON CONFLICT (org, media_id, pass, space) DO UPDATE SET
               node = excluded.node, worker = excluded.worker, incarnation = excluded.incarnation,
               claimed_at = excluded.claimed_at, expires_at = excluded.expires_at,
               lost = old.lost + (old.incarnation IS NOT NULL)::int
         WHERE old.expires_at <= now()
        RETURNING org, media_id, lost)
      SELECT org, media_id, turn.stage, turn.attempts, leased.lost,
             ARRAY(SELECT p.stage FROM ops.stage_pause p WHERE p.org = turn.org) AS paused
        FROM turn JOIN leased USING (org, media_id)""";

  /** Everything but suspects: what is to be given up is only reported, so it is no danger. */
  static final String CLAIM = CLAIM_FROM.formatted(ANYBODY, CLAIMABLE, "NOT", QUICKLY);

  static final String CLAIM_SUSPECT = CLAIM_FROM.formatted(SUSPECTS, CLAIMABLE, "", QUICKLY);

  static final String SUSPECT_WAITS =
      SUSPECTS + " SELECT EXISTS (SELECT 1 " + CLAIMABLE + " BETWEEN ? AND ?)";

  private static final String END =
      """
      UPDATE ops.work_lease SET incarnation = NULL, %s
        FROM %s
       WHERE org = ? AND media_id = ? AND pass = ? AND space = ? AND incarnation = ?""";

  static final String SETTLE =
      END.formatted("expires_at = now(), lost = 0, seq_nr = greatest(seq_nr, ?)", QUICKLY);
  static final String FREE =
      END.formatted("expires_at = now() + ? * interval '1 millisecond'", QUICKLY);
  static final String LOSE = END.formatted("expires_at = now(), lost = lost + ?", QUICKLY);

  static final String RENEW =
      """
      UPDATE ops.work_lease l SET expires_at = now() + ? * interval '1 millisecond'
        FROM %s, unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k(org, media_id, pass, space)
       WHERE l.org = k.org AND l.media_id = k.media_id AND l.pass = k.pass AND l.space = k.space
         AND l.incarnation = ?"""
          .formatted(QUICKLY);

  static final String FREE_EARLIER_LIVES =
      "UPDATE ops.work_lease SET incarnation = NULL, expires_at = now(), lost = lost + 1"
          + " WHERE node = ? AND incarnation <> ?";

  static final String FREE_GONE =
      "UPDATE ops.work_lease SET incarnation = NULL, expires_at = now(), lost = lost + 1"
          + " WHERE incarnation = ?";

  static final String FREE_ALL =
      "UPDATE ops.work_lease SET incarnation = NULL, expires_at = now() WHERE incarnation = ?";

  /**
   * What may be forgotten: leases that ended well and that the view has passed, and whatever ran
   * out and has no work behind it, such as a lease whose end was lost with the database.
   */
  static final String SWEEP =
      """
      DELETE FROM ops.work_lease
       WHERE ctid IN (
         SELECT l.ctid FROM ops.work_lease l
          WHERE l.expires_at <= now()
            AND (l.incarnation IS NULL AND l.lost = 0
                 OR NOT EXISTS (SELECT 1 FROM pipeline.pipeline_work w
                                 WHERE w.org = l.org AND w.media_id = l.media_id
                                   AND w.space = l.space))
            AND NOT EXISTS (SELECT 1 FROM pipeline.pipeline_item i
                             WHERE i.org = l.org AND i.media_id = l.media_id
                               AND i.seq_nr < l.seq_nr)
            FOR UPDATE SKIP LOCKED)""";

  private LeaseSql() {}
}
