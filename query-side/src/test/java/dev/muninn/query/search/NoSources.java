package dev.muninn.query.search;

import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import java.util.Optional;

/** An index of nothing. */
final class NoSources implements SearchSources {
  @Override
  public Optional<IndexPartition> partition(OrgId org) {
    return Optional.empty();
  }

  @Override
  public long lagMs() {
    return 0;
  }
}
