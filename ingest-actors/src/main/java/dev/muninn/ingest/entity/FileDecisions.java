package dev.muninn.ingest.entity;

import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.Optional;

/**
 * What a living item and a trashed one make of reports that a file of theirs is not as recorded.
 * Reports of files that the item does not use any more, and of damage that is known, change
 * nothing.
 */
final class FileDecisions {
  private FileDecisions() {}

  static Decision damaged(ItemRecord item, MediaItemCommand.ReportDamage report, Circumstances at) {
    boolean news = item.progress().stored() && item.blob().equals(Optional.of(report.where()));
    return news
        ? Decision.accept(
            new MediaItemEvent.DamageFound(report.detail(), Optional.of(report.damage()), at.now()))
        : new Decision.AlreadyDone();
  }

  static Decision derivedLost(
      ItemRecord item, MediaItemCommand.ReportDerivedLost report, Circumstances at) {
    boolean news = item.progress().previews().complete().equals(Optional.of(report.run()));
    return news
        ? Decision.accept(new MediaItemEvent.DerivedLost(report.run(), report.detail(), at.now()))
        : new Decision.AlreadyDone();
  }
}
