package dev.muninn.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaKind;
import dev.muninn.media.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a search is narrowed to before anything is ranked; empty parts narrow nothing. An item
 * passes when it passes every part.
 *
 * @param kinds one of these
 * @param from captured (else taken in) at or after
 * @param to captured (else taken in) before
 * @param tags all of these, compared as {@link #tagKey} says
 * @param minRating rated at least this, 0..5; an item without a rating passes none
 * @param place a part of the name of the place, in any case
 * @param source found in this source
 * @param status where the item stands; the trash is left out unless this is {@code TRASHED}
 */
public record SearchFilter(
    List<MediaKind> kinds,
    Optional<Instant> from,
    Optional<Instant> to,
    List<String> tags,
    Optional<Integer> minRating,
    Optional<String> place,
    Optional<SourceId> source,
    Optional<MediaStatus> status) {
  private static final SearchFilter NONE =
      new SearchFilter(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public SearchFilter {
    kinds = List.copyOf(kinds);
    tags = List.copyOf(tags);
  }

  /** Everything but the trash. */
  public static SearchFilter none() {
    return NONE;
  }

  public boolean isNone() {
    return equals(NONE);
  }

  public SearchFilter withKinds(List<MediaKind> only) {
    return new SearchFilter(only, from, to, tags, minRating, place, source, status);
  }

  public SearchFilter withCaptured(Optional<Instant> since, Optional<Instant> until) {
    return new SearchFilter(kinds, since, until, tags, minRating, place, source, status);
  }

  public SearchFilter withTags(List<String> all) {
    return new SearchFilter(kinds, from, to, all, minRating, place, source, status);
  }

  public SearchFilter withMinRating(int least) {
    return new SearchFilter(kinds, from, to, tags, Optional.of(least), place, source, status);
  }

  public SearchFilter withPlace(String part) {
    return new SearchFilter(kinds, from, to, tags, minRating, Optional.of(part), source, status);
  }

  public SearchFilter withSource(SourceId in) {
    return new SearchFilter(kinds, from, to, tags, minRating, place, Optional.of(in), status);
  }

  public SearchFilter withStatus(MediaStatus one) {
    return new SearchFilter(kinds, from, to, tags, minRating, place, source, Optional.of(one));
  }

  /** What two tags have in common when they differ in case and outer blanks alone. */
  public static String tagKey(String tag) {
    return tag.strip().toLowerCase(Locale.ROOT);
  }
}
