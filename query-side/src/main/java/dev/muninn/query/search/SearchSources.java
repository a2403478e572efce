package dev.muninn.query.search;

import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import java.util.Optional;

/** The index as the search sees it (port). */
public interface SearchSources {
  Optional<IndexPartition> partition(OrgId org);

  /**
   * How old the first event is that the index has not seen, in ms; 0 when there is none. Blocking.
   */
  long lagMs();
}
