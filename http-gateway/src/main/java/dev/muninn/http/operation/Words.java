package dev.muninn.http.operation;

import java.util.Locale;

/** The words of the API for values of closed lists. */
final class Words {
  private Words() {}

  /** {@code DERIVED_MISSING} is {@code derived-missing}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
