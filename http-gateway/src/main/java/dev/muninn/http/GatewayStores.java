package dev.muninn.http;

import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.http.auth.Accounts;
import dev.muninn.http.auth.JdbcAccounts;
import dev.muninn.http.idempotency.IdempotencyStore;
import dev.muninn.http.idempotency.JdbcIdempotencyStore;

/** What the gateway itself remembers. */
public record GatewayStores(Accounts accounts, IdempotencyStore idempotency) {

  static GatewayStores in(Databases databases) {
    return new GatewayStores(
        new JdbcAccounts(databases.writer()), new JdbcIdempotencyStore(databases.writer()));
  }
}
