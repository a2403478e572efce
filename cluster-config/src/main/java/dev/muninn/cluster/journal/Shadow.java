package dev.muninn.cluster.journal;

import dev.muninn.cluster.journal.ProjectionStore.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * The second set of a projection's tables and its rows in progress and parked (under {@code
 * shadow:NAME}): made, put in place of the live ones, or dropped, by the functions of V110. One
 * process at a time holds a shadow, by an advisory lock that ends with its session: it may be gone
 * with a kill -9. Blocking.
 */
final class Shadow implements AutoCloseable {
  /** Less than deadlock_timeout: it is never a reader that is given up. */
  private static final String LOCK_TIMEOUT = "300ms";

  private static final String LEFTOVER_TIMEOUT = "2s";

  private final ProjectionSpec spec;
  private final ProjectionStore store;
  private final Connection guard;

  private Shadow(ProjectionSpec spec, ProjectionStore store, Connection guard) {
    this.spec = spec;
    this.store = store;
    this.guard = guard;
  }

  /**
   * Holds the shadow until it is closed.
   *
   * @throws IllegalStateException when another process rebuilds this projection
   */
  static Shadow hold(DataSource writer, ProjectionStore store, ProjectionSpec spec)
      throws SQLException {
    Connection guard = writer.getConnection();
    try {
      if (!call(guard, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", key(spec))
          .equals("t")) {
        throw new IllegalStateException(
            "the projection " + spec.name() + " is being rebuilt by another process");
      }
      return new Shadow(spec, store, guard);
    } catch (SQLException | RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  /** Drops what a rebuild left behind that died; nothing while one runs, in whatever process. */
  static void dropLeftover(ProjectionStore store, ProjectionSpec spec) throws SQLException {
    store.transaction(
        tx -> {
          if (call(tx, "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))", key(spec))
              .equals("t")) {
            lockTimeout(tx, LEFTOVER_TIMEOUT);
            call(tx, "SELECT projection.drop_shadow(?)", spec.name());
          }
          return spec;
        });
  }

  private static String key(ProjectionSpec spec) {
    return "muninn shadow:" + spec.name();
  }

  /** The name that its places and its parked are kept under. */
  String name() {
    return "shadow:" + spec.name();
  }

  /**
   * Makes it, empty, after dropping what was left of an earlier one.
   *
   * @return the schema
   * @throws IllegalStateException when the projection's tables are not those that are registered
   */
  String make() throws SQLException {
    return store.transaction(
        tx -> {
          requireRegistered(tx);
          return call(tx, "SELECT projection.make_shadow(?)", spec.name());
        });
  }

  private void requireRegistered(Connection tx) throws SQLException {
    TreeSet<String> registered = new TreeSet<>();
    try (PreparedStatement s =
        tx.prepareStatement(
            "SELECT schema_name || '.' || table_name FROM projection.owned_table"
                + " WHERE projection = ?")) {
      s.setString(1, spec.name());
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          registered.add(rows.getString(1));
        }
      }
    }
    if (!registered.equals(new TreeSet<>(spec.tables()))) {
      throw new IllegalStateException(
          spec + " does not own what projection.owned_table says: " + registered);
    }
  }

  void analyze() throws SQLException {
    inTransaction(tx -> call(tx, "SELECT projection.analyze_shadow(?)", spec.name()));
  }

  /**
   * Puts it in place of the live tables, with the live slices all where the shadow stands. The live
   * ones are held meanwhile on all nodes: other nodes move them too, and would be further each
   * time.
   *
   * @param catching brings the shadow at least to a place that a live slice has come to, and says
   *     where it stands then
   * @throws SQLException with state 55P03 when somebody reads a table for longer than 300 ms
   */
  void swap(CatchingUp catching) throws SQLException, InterruptedException {
    if (!guard.isValid(1)) {
      throw new IllegalStateException(
          "the database went away while " + spec.name() + " was rebuilt");
    }
    boolean swapped =
        store.transaction(
            tx -> {
              lockTimeout(tx, LOCK_TIMEOUT);
              Map<Slice, JournalOffset> live = store.lockAll(tx, spec.name());
              JournalOffset furthest =
                  live.values().stream()
                      .reduce((one, other) -> one.isAfter(other) ? one : other)
                      .orElse(JournalOffset.START);
              Optional<JournalOffset> at = caughtUp(catching, furthest);
              if (at.isPresent()) {
                swap(tx, at.get());
              }
              return at.isPresent();
            });
    if (!swapped) {
      throw new InterruptedException("the rebuild of " + spec.name() + " was ended");
    }
  }

  /** Replays what is left of the journal. */
  interface CatchingUp {
    JournalOffset upTo(JournalOffset furthest) throws SQLException, InterruptedException;
  }

  /** Empty when it was interrupted. */
  private static Optional<JournalOffset> caughtUp(CatchingUp catching, JournalOffset furthest)
      throws SQLException {
    try {
      return Optional.of(catching.upTo(furthest));
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  private void swap(Connection tx, JournalOffset at) throws SQLException {
    try (PreparedStatement s = tx.prepareStatement("SELECT projection.swap_shadow(?, ?)")) {
      s.setString(1, spec.name());
      s.setString(2, at.format());
      s.executeQuery().close();
    }
  }

  void drop() throws SQLException {
    inTransaction(tx -> call(tx, "SELECT projection.drop_shadow(?)", spec.name()));
  }

  private void inTransaction(Work<String> work) throws SQLException {
    store.transaction(work);
  }

  private static void lockTimeout(Connection tx, String timeout) throws SQLException {
    call(tx, "SELECT set_config('lock_timeout', ?, true)", timeout);
  }

  private static String call(Connection c, String sql, String argument) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      s.setString(1, argument);
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }

  /** The slices that it is replayed in. */
  List<Slice> slices(int count) {
    return ProjectionSpec.slices(name(), count);
  }

  /** Lets go of it; what there is stays until it is dropped. */
  @Override
  public void close() throws SQLException {
    try (guard) {
      call(guard, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", key(spec));
    }
  }
}
