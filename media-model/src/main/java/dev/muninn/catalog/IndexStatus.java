package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of the vector indexes of this node (port). */
public interface IndexStatus {

  List<Partition> partitions(OrgId org);

  /** {@code lag} counts the journal's events that the partition has not seen. */
  record Partition(
      OrgId org,
      String space,
      int dimension,
      long vectors,
      String engine,
      long bytes,
      Optional<Instant> savedAt,
      long lag) {}
}
