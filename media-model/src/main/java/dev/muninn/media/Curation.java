package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person says about an item: an edit, or what stands after all edits. In an edit, empty
 * means untouched and {@code cleared} names what the person takes back; what stands has nothing
 * cleared. Rating 0..5, at most {@link #MAX_TAGS} tags, texts of at most 1,000 characters. No rerun
 * of any stage overwrites it.
 */
public record Curation(
    Optional<Integer> rating,
    Optional<List<String>> tags,
    Optional<String> title,
    Optional<String> placeName,
    Optional<CapturedAt> capturedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Field> cleared) {
  public static final int MAX_RATING = 5;
  public static final int MAX_TAGS = 100;
  private static final int MAX_TEXT = 1000;

  /** Says nothing: before the first edit. */
  public static final Curation NOTHING =
      new Curation(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What a person may take back. Written by name into events: never renamed. */
  public enum Field {
    RATING,
    TAGS,
    TITLE,
    PLACE_NAME,
    CAPTURED_AT
  }

  public Curation {
    Objects.requireNonNull(rating, "rating");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(placeName, "placeName");
    Objects.requireNonNull(capturedAt, "capturedAt");
    tags = tags.map(List::copyOf);
    // events of before have none
    cleared = cleared == null ? List.of() : cleared.stream().distinct().sorted().toList();
    rating.ifPresent(r -> Checks.require(r >= 0 && r <= MAX_RATING, "a rating is 0..5, not " + r));
    tags.ifPresent(t -> Checks.require(t.size() <= MAX_TAGS, "at most 100 tags, not " + t.size()));
    tags.ifPresent(t -> t.forEach(Curation::requireShort));
    title.ifPresent(Curation::requireShort);
    placeName.ifPresent(Curation::requireShort);
    requireEitherOr(Field.RATING, rating, cleared);
    requireEitherOr(Field.TAGS, tags, cleared);
    requireEitherOr(Field.TITLE, title, cleared);
    requireEitherOr(Field.PLACE_NAME, placeName, cleared);
    requireEitherOr(Field.CAPTURED_AT, capturedAt, cleared);
  }

  /** An edit that takes nothing back. */
  public Curation(
      Optional<Integer> rating,
      Optional<List<String>> tags,
      Optional<String> title,
      Optional<String> placeName,
      Optional<CapturedAt> capturedAt) {
    this(rating, tags, title, placeName, capturedAt, List.of());
  }

  private static void requireShort(String text) {
    Checks.require(text.length() <= MAX_TEXT, "a text of " + text.length() + " characters");
  }

  private static void requireEitherOr(Field field, Optional<?> said, List<Field> cleared) {
    Checks.require(
        said.isEmpty() || !cleared.contains(field), "an edit both says and clears " + field);
  }

  /** What stands once {@code edit} is made over what stood before (this). */
  public Curation after(Curation edit) {
    return new Curation(
        stands(Field.RATING, edit, edit.rating, rating),
        stands(Field.TAGS, edit, edit.tags, tags),
        stands(Field.TITLE, edit, edit.title, title),
        stands(Field.PLACE_NAME, edit, edit.placeName, placeName),
        stands(Field.CAPTURED_AT, edit, edit.capturedAt, capturedAt));
  }

  private static <T> Optional<T> stands(
      Field field, Curation edit, Optional<T> said, Optional<T> before) {
    return edit.cleared.contains(field) ? Optional.empty() : said.or(() -> before);
  }
}
