package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where items stand in the pipeline, which no index knows: asked of the database in a tenant's
 * transaction, for the fewer items. Blocking.
 */
final class Standings {
  private static final String STANDING =
      "SELECT p.media_id FROM pipeline.pipeline_item p WHERE p.status = ANY (?)";
  private static final String RUNNING =
      "SELECT DISTINCT l.media_id FROM ops.work_lease l"
          + " WHERE l.incarnation IS NOT NULL AND l.expires_at > now()";
  private static final List<MediaStatus> UNREADY =
      Arrays.stream(MediaStatus.values()).filter(status -> status != MediaStatus.READY).toList();

  private final Connection tx;

  Standings(Connection tx) {
    this.tx = tx;
  }

  /**
   * The items that stand there or, where {@code but} is set, all others.
   *
   * @param ids of media items
   */
  record These(Set<String> ids, boolean but) {
    These {
      ids = Set.copyOf(ids);
    }
  }

  /** {@code status} is not the trash, which is no matter of the pipeline. */
  These at(MediaStatus status) throws SQLException {
    return switch (status) {
      case READY -> new These(standing(UNREADY), true);
      case RUNNING -> {
        Set<String> running = running();
        running.retainAll(standing(List.of(MediaStatus.WAITING, MediaStatus.FAILED)));
        yield new These(running, false);
      }
      case WAITING, FAILED -> {
        Set<String> standing = standing(List.of(status));
        standing.removeAll(running());
        yield new These(standing, false);
      }
      case QUARANTINED -> new These(standing(List.of(status)), false);
      case TRASHED -> throw new IllegalArgumentException("the trash is no place in the pipeline");
    };
  }

  private Set<String> standing(List<MediaStatus> some) throws SQLException {
    String[] words = some.stream().map(MediaStatus::word).toArray(String[]::new);
    try (PreparedStatement select = tx.prepareStatement(STANDING)) {
      select.setArray(1, tx.createArrayOf("text", words));
      return ids(select);
    }
  }

  private Set<String> running() throws SQLException {
    try (PreparedStatement select = tx.prepareStatement(RUNNING)) {
      return ids(select);
    }
  }

  private static Set<String> ids(PreparedStatement select) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        ids.add(found.getString(1));
      }
    }
    return ids;
  }
}
