package dev.muninn.ingest.storage;

import java.util.Optional;

/** The id of a store as several nodes know it. */
final class OneStoreId implements StoreIds {
  private Optional<String> id = Optional.empty();

  @Override
  public synchronized Optional<String> known() {
    return id;
  }

  @Override
  public synchronized String offer(String offered) {
    id = id.or(() -> Optional.of(offered));
    return id.get();
  }
}
