package dev.muninn.search.language;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ratings from {@code least} to {@code most}, both inclusive, within 0..5. */
record Ratings(int least, int most) {
  static final int MAX = 5;
  private static final Pattern ONE = Pattern.compile("([0-5])");
  private static final Pattern RANGE = Pattern.compile("([0-5])?\\.\\.([0-5])?");
  private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<)([0-5])");

  /** {@code 4}, {@code 3..4}, {@code 4..}, {@code ..2}, {@code >=4}, {@code <2} and the like. */
  static Optional<Ratings> of(String text) {
    Matcher one = ONE.matcher(text);
    if (one.matches()) {
      return Optional.of(new Ratings(number(text, 0), number(text, 0)));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches() && text.length() > 2) {
      return ordered(number(range.group(1), 0), number(range.group(2), MAX));
    }
    Matcher bound = BOUND.matcher(text);
    return bound.matches() ? bounded(bound.group(1), number(bound.group(2), 0)) : Optional.empty();
  }

  private static Optional<Ratings> bounded(String sign, int number) {
    return switch (sign) {
      case ">=" -> ordered(number, MAX);
      case ">" -> ordered(number + 1, MAX);
      case "<=" -> ordered(0, number);
      default -> ordered(0, number - 1);
    };
  }

  private static Optional<Ratings> ordered(int least, int most) {
    return least <= most && most >= 0 ? Optional.of(new Ratings(least, most)) : Optional.empty();
  }

  private static int number(String digit, int otherwise) {
    return digit == null ? otherwise : Integer.parseInt(digit);
  }
}
