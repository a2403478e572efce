package dev.muninn.query.inspect;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The state of the indexes, with what is known of the recall of the one that answers. */
public final class InspectedIndex implements IndexStatus {
  private final IndexStatus status;
  private final Function<OrgId, Optional<IndexPartition>> answering;
  private final Function<OrgId, Text> text;
  private final RecallEstimates estimates;

  /**
   * @param answering the partition that an org's searches ask now
   * @param text what the full text has of an org
   */
  public InspectedIndex(
      IndexStatus status,
      Function<OrgId, Optional<IndexPartition>> answering,
      Function<OrgId, Text> text,
      RecallEstimates estimates) {
    this.status = status;
    this.answering = answering;
    this.text = text;
    this.estimates = estimates;
  }

  @Override
  public List<Partition> partitions(OrgId org) {
    return status.partitions(org).stream()
        .map(part -> part.with(estimates.last(org, part.space())))
        .toList();
  }

  @Override
  public Optional<Text> text(OrgId org) {
    return Optional.of(text.apply(org));
  }

  @Override
  public void wantRecall(OrgId org) {
    answering.apply(org).ifPresent(estimates::want);
  }
}
