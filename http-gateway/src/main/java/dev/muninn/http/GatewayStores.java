package dev.muninn.http;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.PromptDataSource;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.JdbcAccounts;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.idempotency.JdbcIdempotencyStore;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** What the gateway itself remembers. */
public record GatewayStores(Accounts accounts, IdempotencyStore idempotency) {

  /** Of a node that starts; what comes after {@code patience} is not done any more. Blocking. */
  static GatewayStores in(Databases databases, Duration patience, String node) {
    DataSource writer = new PromptDataSource(databases.writer(), patience);
    try {
      return new GatewayStores(
          new JdbcAccounts(writer), JdbcIdempotencyStore.startedBy(node, writer));
    } catch (SQLException trouble) {
      throw new DatabaseException("the table of idempotency keys failed", trouble);
    }
  }
}
