package dev.muninn.query.projection;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.index.VectorIndex;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@link IndexStatus} of this node: the active space, also while it is empty. */
public final class PartitionStatus implements IndexStatus {
  private final IndexProjection projection;
  private final EmbeddingSpace space;

  public PartitionStatus(IndexProjection projection, EmbeddingSpace space) {
    this.projection = projection;
    this.space = space;
  }

  /** Blocking: counts what the index has not seen of the journal. */
  @Override
  public List<Partition> partitions(OrgId org) {
    Optional<VectorIndex> index = projection.partition(org).map(IndexPartition::index);
    return List.of(
        new Partition(
            org,
            space.id(),
            space.dimension(),
            index.map(VectorIndex::size).orElse(0L),
            index.map(VectorIndex::dead).orElse(0L),
            index.map(VectorIndex::engine).orElse("exact"),
            index.map(VectorIndex::bytes).orElse(0L),
            index.flatMap(PartitionStatus::buildPerSecond),
            projection.savedAt(org),
            projection.backlog().map(IndexJournal.Backlog::events).orElse(0L),
            Optional.empty()));
  }

  private static Optional<Double> buildPerSecond(VectorIndex index) {
    OptionalDouble rate = index.buildPerSecond();
    return rate.isPresent() ? Optional.of(rate.getAsDouble()) : Optional.empty();
  }
}
