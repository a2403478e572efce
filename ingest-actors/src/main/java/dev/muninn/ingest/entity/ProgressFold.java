package dev.muninn.ingest.entity;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.FactLayer;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.Optional;

/** Folds the events of an item into its {@link Progress}; pure. */
public final class ProgressFold {
  private ProgressFold() {}

  /**
   * The progress after {@code event}; empty before the first event and after a purge.
   *
   * @throws IllegalStateException when history is impossible: an event of an item that never was
   */
  public static Optional<Progress> apply(Optional<Progress> before, MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Acquired acquired) {
      return Optional.of(Progress.begin(acquired.type().kind(), acquired.lane()));
    }
    if (event instanceof MediaItemEvent.Purged) {
      return Optional.empty();
    }
    return Optional.of(
        after(
            before.orElseThrow(
                () -> new IllegalStateException("no item yet, and then came " + event)),
            event));
  }

  private static Progress after(Progress before, MediaItemEvent event) {
    if (event instanceof MediaItemEvent.Stored) {
      return before.withStored(true).withoutTrouble(StageName.STORE, Optional.empty());
    }
    if (event instanceof MediaItemEvent.Described described) {
      return isOfTheFile(described.layer())
          ? before.withDescribed().withoutTrouble(StageName.DESCRIBE, Optional.empty())
          : before;
    }
    if (event instanceof MediaItemEvent.Previewed part) {
      PartLedger ledger = before.previews().with(part.run(), part.part(), part.parts());
      Progress next = before.withPreviews(ledger);
      return ledger.done() ? next.withoutTrouble(StageName.PREVIEW, Optional.empty()) : next;
    }
    if (event instanceof MediaItemEvent.Embedded part) {
      return embedded(before, part);
    }
    if (event instanceof MediaItemEvent.Indexed indexed) {
      PartLedger vectors = before.in(indexed.space()).vectors();
      return before
          .withSpace(new SpaceProgress(indexed.space(), vectors, true))
          .withoutTrouble(StageName.INDEX, Optional.of(indexed.space()));
    }
    return afterTrouble(before, event);
  }

  /** Whether facts of this layer are what the stage describe owes. */
  public static boolean isOfTheFile(FactLayer layer) {
    return layer == FactLayer.FILE || layer == FactLayer.CAMERA;
  }

  private static Progress embedded(Progress before, MediaItemEvent.Embedded part) {
    SpaceProgress here = before.in(part.space());
    PartLedger ledger = here.vectors().with(part.run(), part.part(), part.parts());
    Progress next = before.withSpace(new SpaceProgress(part.space(), ledger, here.indexed()));
    return ledger.done() ? next.withoutTrouble(StageName.EMBED, Optional.of(part.space())) : next;
  }

  private static Progress afterTrouble(Progress before, MediaItemEvent event) {
    if (event instanceof MediaItemEvent.StageFailed failed) {
      return before.withTrouble(troubleOf(before, failed));
    }
    if (event instanceof MediaItemEvent.Quarantined verdict) {
      return before.withTrouble(troubleOf(before, verdict));
    }
    if (event instanceof MediaItemEvent.RetryRequested retry) {
      return before.withTroubles(
          before.troubles().stream()
              .filter(one -> retry.stage().isPresent() && retry.stage().get() != one.stage())
              .toList());
    }
    if (event instanceof MediaItemEvent.DamageFound) {
      return before.withStored(false);
    }
    if (event instanceof MediaItemEvent.Healed) {
      return before
          .withStored(false)
          .withTroubles(
              before.troubles().stream()
                  .filter(one -> one.stage().compareTo(StageName.EMBED) >= 0)
                  .toList());
    }
    if (event instanceof MediaItemEvent.DerivedLost lost) {
      return before.previews().complete().filter(lost.run()::equals).isPresent()
          ? before.withPreviews(PartLedger.none())
          : before;
    }
    if (event instanceof MediaItemEvent.Trashed) {
      return before.withTrashed(true);
    }
    return event instanceof MediaItemEvent.Restored ? before.withTrashed(false) : before;
  }

  private static Trouble troubleOf(Progress before, MediaItemEvent.StageFailed failed) {
    Optional<EmbeddingSpace> space = failed.space();
    int used = before.trouble(failed.stage(), space).map(Trouble::attempts).orElse(0);
    return new Trouble(
        failed.stage(),
        space,
        RetryPolicy.isOutage(failed.failure().code()) ? used : used + 1,
        failed.failure().code(),
        failed.failure().detail(),
        failed.retryAt(),
        false,
        failed.step().node(),
        failed.step().startedAt());
  }

  private static Trouble troubleOf(Progress before, MediaItemEvent.Quarantined verdict) {
    return before
        .trouble(verdict.stage(), verdict.space())
        .map(trouble -> trouble.asQuarantined(verdict.code(), verdict.detail()))
        .orElseGet(
            () ->
                new Trouble(
                    verdict.stage(),
                    verdict.space(),
                    0,
                    verdict.code(),
                    verdict.detail(),
                    Optional.empty(),
                    true,
                    "",
                    verdict.at()));
  }
}
