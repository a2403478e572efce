package dev.muninn.node.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muninn.catalog.ClusterNodes.Notice;
import dev.muninn.cluster.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageTroublesIT {
  @Test
  void tellsWhatNodesLackNowAndFoldersThatNoneReaches() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      tell(database, "('vault', '', 'away', now())");
      tell(database, "('server', '', '', now())");
      tell(database, "('server', 'room', 'full', now())");
      tell(database, "('server', 'one', 'not mounted', now()), ('vault', 'one', '', now())");
      tell(database, "('server', 'two', 'not mounted', now())");
      tell(database, "('gone', '', 'away', now() - interval '1 minute')");
      List<String> said =
          new StorageTroubles(database.databases().writer())
              .now().stream().map(StorageTroublesIT::words).sorted().toList();
      assertEquals(
          List.of(
              "server, its disk: full",
              "server, the folder of source two: not mounted",
              "vault, the store: away"),
          said);
    }
  }

  private static String words(Notice notice) {
    return notice.node() + ", " + notice.peer() + ": " + notice.words();
  }

  private static void tell(TestDatabase database, String rows) throws SQLException {
    try (Connection connection = database.databases().writer().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO ops.storage_reach VALUES " + rows);
    }
  }
}
