package dev.muninn.node.replay;

import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * By an advisory lock of a transaction (PostgreSQL, 13.3.5): it goes with the session of a node
 * that dies. Who waits longer than 15 s fails with a {@link DatabaseException}. Thread-safe.
 */
final class DatabaseTurn implements RebuildTurn {
  private static final String PATIENCE = "15s";
  private static final String LOCK = "muninn rebuild";

  private final DataSource writer;
  private final Executor blocking;

  DatabaseTurn(DataSource writer, Executor blocking) {
    this.writer = writer;
    this.blocking = blocking;
  }

  @Override
  public <T> CompletionStage<T> take(Supplier<CompletionStage<T>> work) {
    return CompletableFuture.supplyAsync(() -> done(work), blocking);
  }

  private <T> T done(Supplier<CompletionStage<T>> work) {
    try (Connection held = writer.getConnection()) {
      held.setAutoCommit(false);
      try {
        lock(held);
        return work.get().toCompletableFuture().join();
      } finally {
        // nothing was written: this gives the turn to the next one
        held.rollback();
      }
    } catch (SQLException e) {
      throw new DatabaseException("whether a rebuild runs cannot be found out", e);
    }
  }

  private static void lock(Connection held) throws SQLException {
    try (PreparedStatement patience =
        held.prepareStatement("SELECT set_config('lock_timeout', ?, true)")) {
      patience.setString(1, PATIENCE);
      patience.execute();
    }
    try (PreparedStatement lock =
        held.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, LOCK);
      lock.execute();
    }
  }
}
