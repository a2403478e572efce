package dev.muninn.query.view;

import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Curation;
import dev.muninn.media.Custody;
import dev.muninn.media.Derived;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.Label;
import dev.muninn.media.MediaType;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the events of one item say and a reader may ask for: the state of the fold. Stored as
 * JSON in its row, so that the next event continues from it; see {@link MediaFold}. The hash is
 * journaled together with the start, and only a group that ends between the two leaves it out.
 * {@code damage} says what is wrong with the original, from the time it is found until the bytes
 * are stored again. {@code spaces} is by the id of the space.
 */
public record MediaDocument(
    Start start,
    Optional<ContentHash> hash,
    List<Place> places,
    List<String> names,
    Optional<BlobKey> blob,
    Optional<String> damage,
    Map<FactLayer, Description> layers,
    Curation person,
    PreviewRuns previews,
    SortedMap<String, SpaceRuns> spaces,
    boolean trashed,
    long sequenceNr) {
  public MediaDocument {
    places = List.copyOf(places);
    names = List.copyOf(names);
    layers = Map.copyOf(layers);
    spaces = Collections.unmodifiableSortedMap(new TreeMap<>(spaces));
  }

  /** Whether both are found by the same words and sorted to the same place. */
  boolean looksAs(MediaDocument other) {
    return start.equals(other.start)
        && names.equals(other.names)
        && person.equals(other.person)
        && layers.equals(other.layers)
        && labels().equals(other.labels())
        && MediaShown.colours(this).equals(MediaShown.colours(other));
  }

  /** The labels of all spaces, in their order. */
  List<Label> labels() {
    return spaces.values().stream().flatMap(space -> space.labels().stream()).toList();
  }

  /** The name is that of the first location. */
  public record Start(String name, long size, MediaType type, Instant at) {}

  /** A location of the bytes that counts. */
  public record Place(Custody custody, ByteOrigin origin, Optional<SourceId> source) {
    boolean isAt(SourceId lost, String path) {
      return origin instanceof ByteOrigin.InSource in
          && in.location().source().equals(lost)
          && in.location().path().equals(path);
    }
  }

  /** The newest whole preview run, and the parts of those that are not whole yet. */
  public record PreviewRuns(Optional<RunId> run, Preview shown, List<PreviewPart> pending) {
    public PreviewRuns {
      pending = List.copyOf(pending);
    }
  }

  public record Preview(List<Derived> derived, List<Segment> segments) {
    static final Preview NONE = new Preview(List.of(), List.of());

    public Preview {
      derived = List.copyOf(derived);
      segments = List.copyOf(segments);
    }
  }

  public record PreviewPart(RunId run, int part, int parts, Preview preview) {}

  /**
   * Of one embedding space: how many vectors the newest whole run has and the labels it gave, and
   * the parts of those not whole yet. The vectors themselves are the index's.
   */
  public record SpaceRuns(int vectors, List<Label> labels, List<SpacePart> pending) {
    static final SpaceRuns NONE = new SpaceRuns(0, List.of(), List.of());

    public SpaceRuns {
      labels = List.copyOf(labels);
      pending = List.copyOf(pending);
    }
  }

  public record SpacePart(RunId run, int part, int parts, int vectors, List<Label> labels) {
    public SpacePart {
      labels = List.copyOf(labels);
    }
  }
}
