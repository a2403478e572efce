package dev.muninn.cluster.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what events mean into the projection's own tables, which it names without a schema. Called
 * on one thread with the writer role, inside the transaction that also stores the offset: it must
 * not commit, and its rows must depend on the events alone, since a group may be rolled back and
 * given again, whole or one by one, and a shadow is replayed in groups of other sizes.
 */
@FunctionalInterface
public interface JournalHandler {
  /**
   * {@code events} in journal order, at least one, of the entity types the projection asked for.
   */
  void apply(Connection tx, List<JournalEvent> events) throws SQLException;

  /**
   * Called after the commit of what was applied, before the next group: the place to wake who waits
   * for the rows. Never called for a shadow. What it throws is logged; the events stay applied.
   */
  default void committed(List<JournalEvent> events) {}
}
