package dev.muninn.http;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.media.OrgId;
import java.util.List;
import java.util.Optional;

/** An index of one space, and its text. */
final class FakeIndex implements IndexStatus {
  private volatile Optional<IndexStatus.Recall> recall = Optional.empty();

  @Override
  public void wantRecall(OrgId org) {
    recall = Optional.of(new IndexStatus.Recall(100, 10, 0.987, FakePorts.THEN));
  }

  @Override
  public Optional<Text> text(OrgId org) {
    return Optional.of(new Text(11, 4096, Optional.of(FakePorts.THEN), 250));
  }

  @Override
  public List<Partition> partitions(OrgId org) {
    return List.of(
        new Partition(
            org,
            "lite-1-384",
            384,
            12,
            4,
            "flat",
            18_432,
            Optional.of(3500.0),
            Optional.of(FakePorts.THEN),
            0,
            recall));
  }
}
