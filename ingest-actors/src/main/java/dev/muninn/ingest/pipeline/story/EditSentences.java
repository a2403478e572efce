package dev.muninn.ingest.pipeline.story;

import dev.muninn.media.CapturedAt;
import dev.muninn.media.Curation;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person said about an item, in words: “Rated 4, tagged “sea”, no title any more”. */
final class EditSentences {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private EditSentences() {}

  static String of(Curation edit) {
    List<String> parts = new ArrayList<>();
    edit.rating().ifPresent(rating -> parts.add("rated " + rating));
    edit.tags().ifPresent(tags -> parts.add(tagged(tags)));
    edit.title().ifPresent(title -> parts.add("titled “" + title + "”"));
    edit.placeName().ifPresent(place -> parts.add("placed at “" + place + "”"));
    edit.capturedAt().ifPresent(at -> parts.add("dated " + date(at)));
    edit.cleared().forEach(field -> parts.add(cleared(field)));
    String all = parts.isEmpty() ? "edited" : String.join(", ", parts);
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
  }

  private static String tagged(List<String> tags) {
    return tags.isEmpty()
        ? "all tags taken off"
        : "tagged " + tags.stream().map(tag -> "“" + tag + "”").collect(Collectors.joining(", "));
  }

  private static String date(CapturedAt at) {
    return MINUTE.format(at.local()) + at.offset().map(offset -> " " + offset).orElse("");
  }

  private static String cleared(Curation.Field field) {
    return switch (field) {
      case RATING -> "no rating any more";
      case TAGS -> "no tags any more";
      case TITLE -> "no title any more";
      case PLACE_NAME -> "the place is the file's again";
      case CAPTURED_AT -> "the date is the file's again";
    };
  }
}
