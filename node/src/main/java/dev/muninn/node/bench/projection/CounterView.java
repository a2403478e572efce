package dev.muninn.node.bench.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The view of the benchmark, the same for every projection: a row an entity with its count. */
final class CounterView {
  static final String TABLE = "view.bench_counter";

  static final String CREATE =
      "CREATE TABLE view.bench_counter (pid TEXT PRIMARY KEY, n BIGINT NOT NULL);"
          + "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON view.bench_counter TO muninn_writer";

  private CounterView() {}

  /** One row is written once a group, as Muninn's own projections do. */
  static void add(Connection tx, List<String> persistenceIds) throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    persistenceIds.forEach(pid -> counts.merge(pid, 1, Integer::sum));
    try (PreparedStatement s =
        tx.prepareStatement(
            "INSERT INTO view.bench_counter VALUES (?, ?)"
                + " ON CONFLICT (pid) DO UPDATE SET n = bench_counter.n + excluded.n")) {
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        s.setString(1, entry.getKey());
        s.setLong(2, entry.getValue());
        s.addBatch();
      }
      s.executeBatch();
    }
  }
}
