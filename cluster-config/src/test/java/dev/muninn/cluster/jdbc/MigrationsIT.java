package dev.muninn.cluster.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MigrationsIT {
  private final Logger flyway = (Logger) LoggerFactory.getLogger("org.flywaydb");
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final DatabaseAccess empty = TestServer.shared().createEmptyDatabase();

  @BeforeEach
  void listen() {
    said.start();
    flyway.addAppender(said);
  }

  @AfterEach
  void end() {
    flyway.detachAppender(said);
    TestServer.shared().dropDatabase(empty);
  }

  /** Modules that grew apart make the same schema where it is missing. */
  @Test
  void aSchemaThatAnEarlierMigrationMadeIsNoWarning() throws SQLException {
    try (Connection owner =
        DriverManager.getConnection(empty.url(), empty.owner().user(), empty.owner().password())) {
      DatabaseRoles.execute(owner, "CREATE SCHEMA journal");
    }

    Migrations.apply(empty);

    assertEquals(List.of(), warnings());
  }

  private List<String> warnings() {
    return said.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
