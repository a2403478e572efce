package dev.muninn.ingest.integrity;

import dev.muninn.media.MediaId;

/**
 * Which items a check reads in full: a window of so many percent of all ids, which are spread
 * evenly. The next check's window begins where this one ends, so that checks of 10 % have read
 * everything after ten.
 */
record Sample(double from, double percent) {
  private static final int DIGITS = 6;
  private static final double ALL = 100;

  boolean holds(MediaId id) {
    double place = ALL * Long.parseLong(digits(id), 32) / Math.pow(32, DIGITS);
    double behind = place >= from ? place - from : place - from + ALL;
    return behind < percent;
  }

  /** The first digits of the id in the digits that Java reads. */
  private static String digits(MediaId id) {
    StringBuilder digits = new StringBuilder();
    for (char letter : id.value().substring(0, DIGITS).toCharArray()) {
      digits.append(Character.forDigit(letter >= 'a' ? letter - 'a' : letter - '2' + 26, 32));
    }
    return digits.toString();
  }
}
