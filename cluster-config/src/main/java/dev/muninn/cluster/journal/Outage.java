package dev.muninn.cluster.journal;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a database that is away, busy or ahead of us from an event that cannot be applied. */
final class Outage {
  /** Connection, rollback by deadlock, resources, shutdown, input or output of the server. */
  private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String IDLE_TRANSACTION_ENDED = "25P03";

  private Outage() {}

  static boolean isCauseOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MovedByOther || t instanceof SQLTransientException) {
        return true;
      }
      if (t instanceof SQLException sql && isOutage(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** A deadlock, say: the same once more may well succeed. */
  static boolean isRollback(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("40");
  }

  private static boolean isOutage(String state) {
    return state == null
        || state.equals(IDLE_TRANSACTION_ENDED)
        || (state.length() >= 2 && CLASSES.contains(state.substring(0, 2)));
  }

  /** Somebody else moved the projection: what is in hand is thrown away and read again. */
  static final class MovedByOther extends RuntimeException {
    private static final long serialVersionUID = 1;

    MovedByOther(String words) {
      super(words);
    }
  }
}
