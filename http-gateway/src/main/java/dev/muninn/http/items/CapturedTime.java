package dev.muninn.http.items;

import dev.muninn.media.CapturedAt;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** When a person says that a picture was taken: with an offset, without one, or just the day. */
final class CapturedTime {
  /** What a fact of a person names as its source. */
  private static final String PERSON = "person";

  private static final int DAY = 10;
  private static final int MAX = 40;
  private static final int MAX_YEAR = 9999;

  private CapturedTime() {}

  /** Empty for what is no time, or lies outside of the years 1 to 9999. */
  static Optional<CapturedAt> of(String text) {
    try {
      return text.length() > MAX
          ? Optional.empty()
          : Optional.of(parsed(text))
              .filter(at -> at.local().getYear() >= 1 && at.local().getYear() <= MAX_YEAR);
    } catch (DateTimeException e) {
      // no time: the caller says what is
      return Optional.empty();
    }
  }

  private static CapturedAt parsed(String text) {
    if (text.length() == DAY) {
      return new CapturedAt(LocalDate.parse(text).atStartOfDay(), Optional.empty(), PERSON);
    }
    if (text.matches(".*T.*(Z|z|[+-][0-9:]+)")) {
      OffsetDateTime at = OffsetDateTime.parse(text);
      return new CapturedAt(at.toLocalDateTime(), Optional.of(at.getOffset()), PERSON);
    }
    return new CapturedAt(LocalDateTime.parse(text), Optional.empty(), PERSON);
  }
}
