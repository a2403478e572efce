package dev.muninn.ingest.integrity;

import dev.muninn.catalog.FileChecks.Outcome;
import dev.muninn.ingest.entity.Progress;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemKey;
import java.util.Optional;

/** What the pipeline made of damage so far. Blocking; thread-safe. */
final class Mending {
  private final JournaledItems items;
  private final FileFaults faults;

  Mending(JournaledItems items, FileFaults faults) {
    this.items = items;
    this.faults = faults;
  }

  /** Has storing tried again that was given up before: a source may be back. */
  void begin(Spot spot) {
    if (spot.mendedBy().equals(Optional.of(StageName.STORE))) {
      faults.storeAgain(spot.item().orElseThrow()).toCompletableFuture().join();
    }
  }

  /**
   * Empty while the stage is at work or has yet to be; {@code RECORDED} where it is not going to
   * be, because the item lies in the trash.
   */
  Optional<Outcome> outcome(Spot spot) {
    StageName stage = spot.mendedBy().orElseThrow();
    MediaItemKey key = spot.item().orElseThrow();
    Optional<ItemFiles> now = items.of(key);
    if (now.isEmpty()) {
      return Optional.of(Outcome.LOST);
    }
    Progress progress = now.get().item().progress();
    boolean mended = stage == StageName.STORE ? progress.stored() : progress.previews().done();
    if (mended) {
      return Optional.of(stage == StageName.STORE ? Outcome.HEALED : Outcome.REMADE);
    }
    if (progress.trashed()) {
      return Optional.of(Outcome.RECORDED);
    }
    boolean givenUp =
        progress.troubles().stream()
            .anyMatch(one -> one.quarantined() && one.stage().compareTo(stage) <= 0);
    return givenUp ? Optional.of(Outcome.LOST) : Optional.empty();
  }
}
