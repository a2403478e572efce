package dev.muninn.media;

import java.util.regex.Pattern;

/** The few checks that the compact constructors of this module share. */
final class Checks {
  private Checks() {}

  static void matches(String what, String value, String regex) {
    if (value == null || !Pattern.matches(regex, value)) {
      throw new IllegalArgumentException(
          what + " must match " + regex + " but is " + quoted(value));
    }
  }

  static void require(boolean holds, String words) {
    if (!holds) {
      throw new IllegalArgumentException(words);
    }
  }

  private static String quoted(String value) {
    return value == null ? "null" : "'" + value.substring(0, Math.min(80, value.length())) + "'";
  }
}
