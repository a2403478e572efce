package dev.muninn.node.metrics;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.media.OrgId;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How large the vector indexes of this node are, by space, over all orgs. */
final class IndexNumbers {
  private IndexNumbers() {}

  private record Size(long vectors, long bytes) {
    Size and(Size other) {
      return new Size(vectors + other.vectors, bytes + other.bytes);
    }
  }

  /** Blocking. */
  static List<MetricSnapshot> read(Connection connection, IndexStatus index) throws SQLException {
    Map<String, Size> spaces = new TreeMap<>();
    for (OrgId org : orgs(connection)) {
      index
          .partitions(org)
          .forEach(
              part ->
                  spaces.merge(part.space(), new Size(part.vectors(), part.bytes()), Size::and));
    }
    Family vectors = new Family("muninn_index_vectors", "Vectors that search looks through");
    Family bytes = new Family("muninn_index_bytes", "Memory that the vector index takes");
    spaces.forEach(
        (space, size) -> {
          vectors.put(size.vectors(), "space", space);
          bytes.put(size.bytes(), "space", space);
        });
    return List.of(vectors.build(), bytes.build());
  }

  private static List<OrgId> orgs(Connection connection) throws SQLException {
    List<OrgId> orgs = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT DISTINCT org FROM pipeline.accepted");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        orgs.add(new OrgId(row.getString(1)));
      }
    }
    return orgs;
  }
}
