package dev.muninn.http;

import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.PromptDataSource;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.JdbcAccounts;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.idempotency.JdbcIdempotencyStore;
import java.time.Duration;
import javax.sql.DataSource;

/** What the gateway itself remembers. */
public record GatewayStores(Accounts accounts, IdempotencyStore idempotency) {

  /** What comes after {@code patience} is not done any more. */
  static GatewayStores in(Databases databases, Duration patience) {
    DataSource writer = new PromptDataSource(databases.writer(), patience);
    return new GatewayStores(new JdbcAccounts(writer), new JdbcIdempotencyStore(writer));
  }
}
