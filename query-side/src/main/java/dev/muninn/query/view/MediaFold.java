package dev.muninn.query.view;

import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaType;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.MediaItemEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fold of one item's events: a pure function, fed one event at a time. The same code writes the
 * view and answers for an item that the view does not show yet. Not thread-safe.
 */
public final class MediaFold {
  private Optional<MediaDocument.Start> start = Optional.empty();
  private Optional<ContentHash> hash = Optional.empty();
  private final List<MediaDocument.Place> places = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private Optional<BlobKey> blob = Optional.empty();
  private Optional<String> damage = Optional.empty();
  private final Map<FactLayer, Description> layers = new EnumMap<>(FactLayer.class);
  private Curation person = Curation.NOTHING;
  private MediaDocument.PreviewRuns previews = RunFold.NO_PREVIEWS;
  private final SortedMap<String, MediaDocument.SpaceRuns> spaces = new TreeMap<>();
  private boolean trashed;
  private long sequenceNr;

  /** Before the first event. */
  public MediaFold() {}

  /** Goes on from a stored state. */
  public MediaFold(MediaDocument document) {
    start = Optional.of(document.start());
    hash = document.hash();
    places.addAll(document.places());
    names.addAll(document.names());
    blob = document.blob();
    damage = document.damage();
    layers.putAll(document.layers());
    person = document.person();
    previews = document.previews();
    spaces.putAll(document.spaces());
    trashed = document.trashed();
    sequenceNr = document.sequenceNr();
  }

  /** A document of nothing but what {@link ItemFacets} are made of, for a fold that goes on. */
  public static MediaDocument light(
      MediaType type,
      Instant acquiredAt,
      List<MediaDocument.Place> places,
      Map<FactLayer, Description> layers,
      Curation person,
      boolean trashed) {
    MediaFold fold = new MediaFold();
    fold.start = Optional.of(new MediaDocument.Start("", 0, type, acquiredAt));
    fold.places.addAll(places);
    fold.layers.putAll(layers);
    fold.person = person;
    fold.trashed = trashed;
    return fold.document().orElseThrow();
  }

  /** The item as it stands; empty before Acquired and after Purged. */
  public Optional<MediaDocument> document() {
    return start.map(this::document);
  }

  private MediaDocument document(MediaDocument.Start begun) {
    return new MediaDocument(
        begun,
        hash,
        places,
        names,
        blob,
        damage,
        layers,
        person,
        previews,
        spaces,
        trashed,
        sequenceNr);
  }

  /** The next event of this item, numbered {@code number}; one that was folded in is left out. */
  public void apply(MediaItemEvent event, long number) {
    if (number <= sequenceNr) {
      return;
    }
    sequenceNr = number;
    if (event instanceof MediaItemEvent.Acquired acquired) {
      acquired(acquired);
    } else if (event instanceof MediaItemEvent.Hashed hashed) {
      hash = Optional.of(hashed.hash());
    } else if (event instanceof MediaItemEvent.Stored stored) {
      blob = stored.blob().or(() -> blob);
      damage = Optional.empty();
    } else if (event instanceof MediaItemEvent.Described described) {
      layers.put(described.layer(), described.description());
    } else if (event instanceof MediaItemEvent.Previewed previewed) {
      previews = RunFold.with(previews, previewed);
    } else if (event instanceof MediaItemEvent.Embedded embedded) {
      spaces.compute(
          embedded.space().id(),
          (id, runs) -> RunFold.with(runs == null ? MediaDocument.SpaceRuns.NONE : runs, embedded));
    } else if (event instanceof MediaItemEvent.DerivedLost lost) {
      previews = RunFold.without(previews, lost.run());
    } else {
      applyUse(event);
    }
  }

  /** The others (Indexed, StageFailed, Quarantined, …) are the pipeline's and change no page. */
  private void applyUse(MediaItemEvent event) {
    if (event instanceof MediaItemEvent.LocationAdded added) {
      located(added);
    } else if (event instanceof MediaItemEvent.LocationLost lost) {
      places.removeIf(place -> place.isAt(lost.source(), lost.path()));
    } else if (event instanceof MediaItemEvent.DamageFound found) {
      damage = Optional.of(found.detail());
    } else if (event instanceof MediaItemEvent.Curated curated) {
      person = person.after(curated.curation());
    } else if (event instanceof MediaItemEvent.Trashed) {
      trashed = true;
    } else if (event instanceof MediaItemEvent.Restored) {
      trashed = false;
    } else if (event instanceof MediaItemEvent.Purged) {
      forget();
    }
  }

  private void acquired(MediaItemEvent.Acquired event) {
    forget();
    start =
        Optional.of(new MediaDocument.Start(event.name(), event.size(), event.type(), event.at()));
    place(new MediaDocument.Place(event.custody(), event.origin(), event.source()), event.name());
  }

  private void located(MediaItemEvent.LocationAdded event) {
    if (event.origin() instanceof ByteOrigin.InSource in) {
      SourceId source = in.location().source();
      places.removeIf(place -> place.isAt(source, in.location().path()));
    }
    place(new MediaDocument.Place(event.custody(), event.origin(), event.source()), event.name());
  }

  private void place(MediaDocument.Place place, String name) {
    places.add(place);
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  private void forget() {
    start = Optional.empty();
    hash = Optional.empty();
    places.clear();
    names.clear();
    blob = Optional.empty();
    damage = Optional.empty();
    layers.clear();
    person = Curation.NOTHING;
    previews = RunFold.NO_PREVIEWS;
    spaces.clear();
    trashed = false;
  }
}
