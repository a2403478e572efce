package dev.muninn.ingest.pipeline;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.SourceId;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Who works on what until when: the table {@code ops.work_lease}. Only the database's clock counts.
 * Every call is one short transaction of its own, so that none spans a stage; it does not wait for
 * the disk, since a claim that a crash of the database forgets costs work done twice and nothing
 * else. Blocking; thread-safe.
 */
final class WorkLeases {
  private final DataSource writer;
  private final String node;
  private final String incarnation;
  private final PipelineSettings settings;
  private final Set<Place> held = ConcurrentHashMap.newKeySet();
  private volatile boolean troubled;

  /** A row of the table. */
  private record Place(MediaItemKey key, Pass pass, String space) {
    static Place of(Lease lease) {
      return new Place(lease.key(), lease.pass(), lease.space());
    }
  }

  /**
   * @param incarnation this life of the node, unlike any before; the cluster says it of a member
   *     that is gone
   */
  WorkLeases(DataSource writer, String node, String incarnation, PipelineSettings settings) {
    this.writer = Objects.requireNonNull(writer, "writer");
    this.node = Objects.requireNonNull(node, "node");
    this.incarnation = Objects.requireNonNull(incarnation, "incarnation");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** Claims up to {@code limit} items in their turn, without those that must run alone. */
  List<Lease> claim(Turn turn, int limit) {
    return claim(turn, limit, LeaseSql.CLAIM);
  }

  /** Claims one item that took several workers with it: nothing else may run beside it. */
  List<Lease> claimSuspect(Turn turn) {
    return claim(turn, 1, LeaseSql.CLAIM_SUSPECT);
  }

  private List<Lease> claim(Turn turn, int limit, String sql) {
    if (troubled) {
      // while the database was away nobody could renew: what this node works on is not lost
      renew();
    }
    List<Lease> claimed =
        run(
            connection -> {
              try (PreparedStatement claim = connection.prepareStatement(sql)) {
                int at = turn(connection, claim, turn, limit);
                claim.setInt(at++, limit);
                claim.setString(at++, turn.pass().word());
                claim.setString(at++, turn.space());
                claim.setString(at++, node);
                claim.setString(at++, turn.worker().orElse(null));
                claim.setString(at++, incarnation);
                claim.setLong(at, millis(settings.lease()));
                return leases(claim, turn);
              }
            });
    claimed.forEach(lease -> held.add(Place.of(lease)));
    return claimed;
  }

  /** Whether an item waits that must run alone. */
  boolean suspectWaits(Turn turn) {
    return run(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LeaseSql.SUSPECT_WAITS)) {
            turn(connection, select, turn, 1);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }

  /** Fills in what every look for work begins with; the next free place. */
  private int turn(Connection connection, PreparedStatement statement, Turn turn, int limit)
      throws SQLException {
    int at = 1;
    statement.setString(at++, turn.space());
    statement.setString(at++, turn.space());
    statement.setString(at++, turn.space());
    statement.setString(at++, turn.space());
    statement.setArray(at++, connection.createArrayOf("text", turn.open()));
    statement.setInt(at++, limit);
    Array reach =
        turn.sources().isPresent()
            ? words(connection, List.copyOf(turn.sources().get()), SourceId::value)
            : null;
    statement.setArray(at++, reach);
    statement.setArray(at++, reach);
    statement.setString(at++, turn.pass().word());
    statement.setInt(at++, settings.aloneAfter());
    statement.setInt(at++, settings.giveUpAfter() - 1);
    return at;
  }

  private static List<Lease> leases(PreparedStatement claim, Turn turn) throws SQLException {
    List<Lease> leases = new ArrayList<>();
    try (ResultSet row = claim.executeQuery()) {
      while (row.next()) {
        Set<StageName> closed = EnumSet.noneOf(StageName.class);
        closed.addAll(turn.closed());
        for (String paused : (String[]) row.getArray("paused").getArray()) {
          closed.add(stage(paused));
        }
        leases.add(
            new Lease(
                new MediaItemKey(
                    new OrgId(row.getString("org")), new MediaId(row.getString("media_id"))),
                turn.pass(),
                turn.space(),
                stage(row.getString("stage")),
                row.getInt("attempts") + 1,
                row.getInt("lost"),
                closed));
      }
    }
    return leases;
  }

  private static StageName stage(String word) {
    return StageName.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The entity answered: not claimable until the view has passed {@code seqNr}. */
  void settle(Lease lease, long seqNr) {
    end(lease, LeaseSql.SETTLE, seqNr);
  }

  /** The work was not begun: anyone may claim it. */
  void giveBack(Lease lease) {
    end(lease, LeaseSql.FREE, 0);
  }

  /** Nothing could be reported, through no fault of the item: claimable after a lease's length. */
  void rest(Lease lease) {
    end(lease, LeaseSql.FREE, millis(settings.lease()));
  }

  /** Whoever worked on it died. */
  void lose(Lease lease) {
    end(lease, LeaseSql.LOSE, 1);
  }

  private void end(Lease lease, String sql, long number) {
    held.remove(Place.of(lease));
    update(
        sql,
        number,
        lease.key().org().value(),
        lease.key().mediaId().value(),
        lease.pass().word(),
        lease.space(),
        incarnation);
  }

  /**
   * Keeps alive what is worked on here. A lease that this node holds and does not know of, since
   * the answer to its claim was lost, runs out.
   */
  void renew() {
    List<Place> mine = List.copyOf(held);
    run(
        connection -> {
          try (PreparedStatement renew = connection.prepareStatement(LeaseSql.RENEW)) {
            renew.setLong(1, millis(settings.lease()));
            renew.setArray(2, words(connection, mine, place -> place.key().org().value()));
            renew.setArray(3, words(connection, mine, place -> place.key().mediaId().value()));
            renew.setArray(4, words(connection, mine, place -> place.pass().word()));
            renew.setArray(5, words(connection, mine, Place::space));
            renew.setString(6, incarnation);
            return renew.executeUpdate();
          }
        });
    troubled = false;
  }

  private static <T> Array words(Connection connection, List<T> those, Function<T, String> word)
      throws SQLException {
    return connection.createArrayOf("text", those.stream().map(word).toArray(String[]::new));
  }

  /** Frees what earlier lives of this node held when they died; each counts as lost. */
  void freeEarlierLives() {
    update(LeaseSql.FREE_EARLIER_LIVES, node, incarnation);
  }

  /** Frees what another life held that the cluster says is gone; each counts as lost. */
  void freeGone(String goneIncarnation) {
    update(LeaseSql.FREE_GONE, goneIncarnation);
  }

  /** Frees what this life holds, without blame: the node drains. */
  void freeAll() {
    held.clear();
    update(LeaseSql.FREE_ALL, incarnation);
  }

  /** Forgets leases that nobody needs any more. */
  void sweep() {
    update(LeaseSql.SWEEP);
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
      troubled = true;
      throw new DatabaseException("the table of leases failed", e);
    }
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }
}
