package dev.muninn.search.language;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** From {@code start} (inclusive) to {@code end} (exclusive), in UTC; an end may be open. */
record Period(Optional<Instant> start, Optional<Instant> end) {

  /** A year, year and month, or day: {@code 2024}, {@code 2024-07}, {@code 2024-07-01}. */
  static Optional<Period> of(String text) {
    try {
      return switch (text.length()) {
        case 4 -> days(Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1));
        case 7 ->
            days(YearMonth.parse(text).atDay(1), YearMonth.parse(text).plusMonths(1).atDay(1));
        case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A period, or two with two points between them, of which one may be missing. */
  static Optional<Period> ofRange(String text) {
    int points = text.indexOf("..");
    if (points < 0) {
      return of(text);
    }
    String first = text.substring(0, points);
    String last = text.substring(points + 2);
    Optional<Period> from = of(first);
    Optional<Period> to = of(last);
    boolean readable = from.isPresent() != first.isEmpty() && to.isPresent() != last.isEmpty();
    return readable && (from.isPresent() || to.isPresent())
        ? Optional.of(new Period(from.flatMap(Period::start), to.flatMap(Period::end)))
        : Optional.empty();
  }

  private static Optional<Period> days(LocalDate first, LocalDate next) {
    return Optional.of(new Period(Optional.of(midnight(first)), Optional.of(midnight(next))));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
