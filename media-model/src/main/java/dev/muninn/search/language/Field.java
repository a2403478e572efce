package dev.muninn.search.language;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a query, the names that each goes by, and what it takes. */
enum Field {
  KIND("kind", "It takes image, video or audio; several with commas."),
  AFTER("after since", Takes.DATE + " What was captured then or later is found."),
  BEFORE("before", Takes.DATE + " What was captured earlier is found."),
  ON("on date", Takes.DATE + " Two of them with .. between are a range."),
  TAG("tag", "It takes a tag; one with blanks stands in quotes: tag:\"two words\"."),
  PLACE("place", "It takes a part of the name of a place."),
  CAMERA("camera", "It takes a part of the name of a camera."),
  RATING("rating", "It takes 0 to 5, 3..4, 4.., ..2, >=4, >3, <=2 or <2."),
  SOURCE("source", "It takes the id of a source, 26 letters and digits."),
  STATUS("status", "It takes one of waiting, running, ready, failed, quarantined and trashed."),
  NAME("name title", "It takes words of a file's name or title."),
  LABEL("label", "It takes words that a model puts on pictures.");

  /** An enum's constants cannot use its own fields. */
  private static final class Takes {
    static final String DATE = "It takes a year, a month or a day: 2024, 2024-07, 2024-07-01.";
  }

  /** With a blank between. */
  private final String names;

  private final String takes;

  Field(String names, String takes) {
    this.names = names;
    this.takes = takes;
  }

  static Optional<Field> of(String name) {
    return Arrays.stream(values()).filter(field -> field.each().anyMatch(name::equals)).findFirst();
  }

  /** The name that it is called by in answers. */
  String word() {
    return each().findFirst().orElseThrow();
  }

  private Stream<String> each() {
    return Stream.of(names.split(" "));
  }

  BadQueryException refuse(String value) {
    return new BadQueryException(word(), value, takes);
  }

  /** All names, for documents and tests. */
  static String allNames() {
    return Arrays.stream(values()).flatMap(Field::each).collect(Collectors.joining(" "));
  }
}
