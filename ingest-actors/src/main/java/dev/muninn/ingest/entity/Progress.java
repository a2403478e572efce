package dev.muninn.ingest.entity;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.Lane;
import dev.muninn.media.MediaKind;
import dev.muninn.media.StageName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How far an item has come: what is done, what stands in the way. The entity, the views of the
 * pipeline and the story all ask this one fold ({@link ProgressFold}), so that they cannot
 * disagree. Stages form a chain: store, describe, preview, then embed and index for each space;
 * audio ends with describe and is found by its text.
 */
public record Progress(
    MediaKind kind,
    Lane lane,
    boolean stored,
    boolean described,
    PartLedger previews,
    List<SpaceProgress> spaces,
    List<Trouble> troubles,
    boolean trashed) {
  public Progress {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(previews, "previews");
    spaces = List.copyOf(spaces);
    troubles = List.copyOf(troubles);
  }

  static Progress begin(MediaKind kind, Lane lane) {
    return new Progress(kind, lane, false, false, PartLedger.none(), List.of(), List.of(), false);
  }

  /**
   * Every stage that stands between the item and ready. Embed and index are done when they are done
   * in one space, whichever it is: an item that can be found stays ready while another space is
   * filled, and this stays a function of the item's events alone.
   */
  public Set<StageName> owed() {
    Set<StageName> owed = EnumSet.noneOf(StageName.class);
    if (trashed) {
      return owed;
    }
    if (!stored) {
      owed.add(StageName.STORE);
    }
    if (!described) {
      owed.add(StageName.DESCRIBE);
    }
    if (kind == MediaKind.AUDIO) {
      return owed;
    }
    if (!previews.done()) {
      owed.add(StageName.PREVIEW);
    }
    if (spaces.stream().noneMatch(one -> one.vectors().done())) {
      owed.add(StageName.EMBED);
    }
    if (spaces.stream().noneMatch(SpaceProgress::indexed)) {
      owed.add(StageName.INDEX);
    }
    return owed;
  }

  /** The stage that can be worked on now: the first that is owed. */
  public Optional<StageName> next() {
    return owed().stream().findFirst();
  }

  /** Whether there are proxies to make vectors from, in whatever space. */
  public boolean embeddable() {
    return !trashed && kind != MediaKind.AUDIO && previews.done();
  }

  /** What a space still lacks of an item that can be embedded. */
  public Optional<StageName> next(EmbeddingSpace space) {
    if (!embeddable()) {
      return Optional.empty();
    }
    SpaceProgress here = in(space);
    if (!here.vectors().done()) {
      return Optional.of(StageName.EMBED);
    }
    return here.indexed() ? Optional.empty() : Optional.of(StageName.INDEX);
  }

  /** Whether a stage is owed: in a space from embed on, in any where none is named. */
  boolean owes(StageName stage, Optional<EmbeddingSpace> space) {
    if (space.isEmpty()) {
      return owed().contains(stage);
    }
    SpaceProgress here = in(space.get());
    boolean done = stage == StageName.EMBED ? here.vectors().done() : here.indexed();
    return !trashed && kind != MediaKind.AUDIO && !done;
  }

  /** Where the item stands; RUNNING (a live lease) is known to the views only. */
  public MediaStatus status() {
    if (trashed) {
      return MediaStatus.TRASHED;
    }
    if (next().isEmpty()) {
      return MediaStatus.READY;
    }
    Optional<Trouble> trouble = trouble();
    if (trouble.isEmpty()) {
      return MediaStatus.WAITING;
    }
    if (trouble.get().quarantined()) {
      return MediaStatus.QUARANTINED;
    }
    return trouble.get().attempts() > 0 ? MediaStatus.FAILED : MediaStatus.WAITING;
  }

  /** What stands in the way of the next stage; from embed on, in the space that was tried last. */
  public Optional<Trouble> trouble() {
    Optional<StageName> next = next();
    return troubles.stream()
        .filter(one -> next.filter(stage -> stage == one.stage()).isPresent())
        .reduce((earlier, later) -> later);
  }

  public SpaceProgress in(EmbeddingSpace space) {
    return spaces.stream()
        .filter(one -> one.space().equals(space))
        .findFirst()
        .orElseGet(() -> SpaceProgress.in(space));
  }

  public Optional<Trouble> trouble(StageName stage, Optional<EmbeddingSpace> space) {
    return troubles.stream().filter(one -> one.concerns(stage, space)).findFirst();
  }

  Progress withStored(boolean nowStored) {
    return new Progress(kind, lane, nowStored, described, previews, spaces, troubles, trashed);
  }

  Progress withDescribed() {
    return new Progress(kind, lane, stored, true, previews, spaces, troubles, trashed);
  }

  Progress withPreviews(PartLedger ledger) {
    return new Progress(kind, lane, stored, described, ledger, spaces, troubles, trashed);
  }

  Progress withSpace(SpaceProgress changed) {
    List<SpaceProgress> next = new ArrayList<>(spaces);
    next.removeIf(one -> one.space().equals(changed.space()));
    next.add(changed);
    return new Progress(kind, lane, stored, described, previews, next, troubles, trashed);
  }

  Progress withTrouble(Trouble trouble) {
    List<Trouble> next = new ArrayList<>(troubles);
    next.removeIf(one -> one.concerns(trouble.stage(), trouble.space()));
    next.add(trouble);
    return withTroubles(next);
  }

  Progress withoutTrouble(StageName stage, Optional<EmbeddingSpace> space) {
    return withTroubles(troubles.stream().filter(one -> !one.concerns(stage, space)).toList());
  }

  Progress withTroubles(List<Trouble> next) {
    return new Progress(kind, lane, stored, described, previews, spaces, next, trashed);
  }

  Progress withTrashed(boolean nowTrashed) {
    return new Progress(kind, lane, stored, described, previews, spaces, troubles, nowTrashed);
  }
}
