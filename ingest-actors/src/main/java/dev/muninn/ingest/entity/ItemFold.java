package dev.muninn.ingest.entity;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.signal.MediaItemEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds an event into what an item remembers; pure. */
final class ItemFold {
  private ItemFold() {}

  static ItemRecord apply(ItemRecord before, MediaItemEvent event) {
    Progress progress = ProgressFold.apply(Optional.of(before.progress()), event).orElseThrow();
    ItemRecord next = before.withProgress(progress);
    if (event instanceof MediaItemEvent.LocationAdded added) {
      return located(next, added);
    }
    if (event instanceof MediaItemEvent.LocationLost lost) {
      return next.withPlaces(
          next.places().stream().filter(place -> !place.isAt(lost.source(), lost.path())).toList());
    }
    if (event instanceof MediaItemEvent.Stored stored) {
      return stored(next, stored);
    }
    if (event instanceof MediaItemEvent.Healed healed) {
      return healed(next, healed);
    }
    if (event instanceof MediaItemEvent.Described described) {
      Map<FactLayer, Description> facts = new HashMap<>(next.facts());
      facts.put(described.layer(), described.description());
      return next.withFacts(facts);
    }
    if (event instanceof MediaItemEvent.Previewed part) {
      return previewed(next, part);
    }
    if (event instanceof MediaItemEvent.Curated curated) {
      Curation standing = next.curation().orElse(Curation.NOTHING);
      return next.withCuration(Optional.of(standing.after(curated.curation())));
    }
    return next;
  }

  /** A file of a source is a place; an upload adds its name only, unless it heals. */
  private static ItemRecord located(ItemRecord item, MediaItemEvent.LocationAdded added) {
    Set<String> names = new HashSet<>(item.names());
    names.add(added.name());
    List<Place> places = new ArrayList<>(item.places());
    if (added.origin() instanceof ByteOrigin.InSource in) {
      places.removeIf(place -> place.isAt(in.location().source(), in.location().path()));
      places.add(new Place(in, added.custody()));
    }
    return item.withPlaces(places).withNames(names);
  }

  /** The staged file was moved into the pool: it is no place any more. */
  private static ItemRecord stored(ItemRecord item, MediaItemEvent.Stored stored) {
    return item.withCustody(stored.custody())
        .withPlaces(item.places().stream().filter(place -> !place.isStaged()).toList())
        .withBlob(stored.blob());
  }

  /** The healing place comes first; custody becomes that under which it was found. */
  private static ItemRecord healed(ItemRecord item, MediaItemEvent.Healed healed) {
    List<Place> places = new ArrayList<>();
    Custody custody = Custody.COPY;
    if (healed.origin() instanceof ByteOrigin.InSource in) {
      Custody found =
          item.places().stream()
              .filter(place -> place.isSameFile(in.location()))
              .map(Place::custody)
              .findFirst()
              .orElse(item.custody());
      custody = item.custody() == Custody.COPY ? Custody.COPY : found;
    }
    places.add(new Place(healed.origin(), custody));
    for (Place place : item.places()) {
      if (!place.isStaged() && !place.origin().equals(healed.origin())) {
        places.add(place);
      }
    }
    return item.withCustody(custody).withPlaces(places).withBlob(Optional.empty());
  }

  /** Only the segments of runs that can still matter are kept. */
  private static ItemRecord previewed(ItemRecord item, MediaItemEvent.Previewed part) {
    List<ItemRecord.PartSegments> kept = new ArrayList<>(item.segments());
    kept.add(new ItemRecord.PartSegments(part.run(), part.part(), part.segments()));
    item.progress()
        .previews()
        .complete()
        .ifPresent(run -> kept.removeIf(one -> !one.run().equals(run)));
    return item.withSegments(kept);
  }
}
