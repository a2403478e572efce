package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what events mean into a view. Called with the writer role inside the transaction that also
 * stores the offset: it must not commit, and keeps no state of its own, since a group may be rolled
 * back and given again, whole or one by one.
 */
@FunctionalInterface
public interface JournalHandler {
  /**
   * {@code events} in journal order, at least one, of the entity types the projection asked for.
   */
  void apply(Connection tx, List<JournalEvent> events) throws SQLException;
}
