package dev.muninn.http;

import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.jdbc.PromptDataSource;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.JdbcAccounts;
import dev.muninn.http.auth.TokenSecretTable;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.idempotency.JdbcIdempotencyStore;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the gateway itself remembers.
 *
 * @param sharedSecret where the secret of the tokens is kept when several gateways share one
 */
public record GatewayStores(
    Accounts accounts, IdempotencyStore idempotency, Optional<TokenSecretTable> sharedSecret) {

  /** Of a gateway that is alone. */
  GatewayStores(Accounts accounts, IdempotencyStore idempotency) {
    this(accounts, idempotency, Optional.empty());
  }

  /**
   * Of a node that starts; what comes after the patience of the settings is not done any more.
   * Blocking.
   */
  static GatewayStores in(Databases databases, HttpSettings settings, String node) {
    DataSource writer = new PromptDataSource(databases.writer(), settings.databasePatience());
    try {
      return new GatewayStores(
          new JdbcAccounts(writer),
          JdbcIdempotencyStore.startedBy(node, writer),
          settings.sharedTokenSecret()
              ? Optional.of(new TokenSecretTable(writer))
              : Optional.empty());
    } catch (SQLException trouble) {
      throw new DatabaseException("the table of idempotency keys failed", trouble);
    }
  }
}
