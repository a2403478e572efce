package dev.muninn.cluster.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PromptDataSourceIT {

  @Test
  void givesAConnectionBackThatCameTooLate() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      DataSource pool = database.databases().writer();
      DataSource prompt = new PromptDataSource(pool, Duration.ofMillis(200));
      try (Connection soon = prompt.getConnection()) {
        assertTrue(soon.isValid(1));
      }
      List<Connection> taken = all(pool);
      CompletableFuture<Connection> waiting =
          CompletableFuture.supplyAsync(() -> connected(prompt));
      assertThrows(
          java.util.concurrent.TimeoutException.class,
          () -> waiting.copy().get(600, TimeUnit.MILLISECONDS));
      for (Connection connection : taken) {
        connection.close();
      }
      Throwable late =
          assertThrows(
              java.util.concurrent.ExecutionException.class,
              () -> waiting.get(5, TimeUnit.SECONDS));
      assertTrue(late.getCause().getCause() instanceof SQLTransientConnectionException);
      for (Connection connection : all(pool)) {
        connection.close();
      }
    }
  }

  private static Connection connected(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Connection> all(DataSource pool) throws SQLException {
    int size = pool.unwrap(com.zaxxer.hikari.HikariDataSource.class).getMaximumPoolSize();
    List<Connection> taken = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      taken.add(pool.getConnection());
    }
    return taken;
  }
}
