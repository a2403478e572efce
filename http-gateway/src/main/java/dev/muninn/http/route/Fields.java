package dev.muninn.http.route;

import java.util.List;
import java.util.function.Function;

/** Checks of the fields of a body; what does not hold is 400 and names the field. */
public final class Fields {
  private Fields() {}

  /** A text of {@code min..max} characters without control characters. */
  public static String text(String name, String value, int min, int max) {
    require(value != null, name, "is missing");
    require(
        value.length() >= min && value.length() <= max,
        name,
        "has " + min + " to " + max + " characters");
    require(value.chars().noneMatch(Character::isISOControl), name, "has no control characters");
    return value;
  }

  /** A word out of a closed list. */
  public static <T> T oneOf(String name, String value, List<T> values, Function<T, String> word) {
    return values.stream()
        .filter(v -> word.apply(v).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                QueryParams.bad(
                    name, "is one of " + String.join(", ", values.stream().map(word).toList())));
  }

  public static void require(boolean holds, String name, String words) {
    if (!holds) {
      throw QueryParams.bad(name, words);
    }
  }
}
