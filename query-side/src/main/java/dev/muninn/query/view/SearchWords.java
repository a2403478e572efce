package dev.muninn.query.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cuts text from outside into words of letters and digits, so that names such as {@code
 * IMG_2034-cat.on-sofa.jpg} are found by "cat", and neither the parser of the full text nor the
 * query parser ever sees a character with a meaning of its own.
 */
public final class SearchWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern SEAM =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

  /** Longer words are cut: the full text takes none above 2,046 bytes. */
  private static final int MAX_WORD = 200;

  private SearchWords() {}

  /** The words as written, lower case, in order. */
  public static List<String> of(String text) {
    return WORD.matcher(text)
        .results()
        .map(match -> cut(match.group()).toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The words joined by blanks. */
  public static String joined(String text) {
    return String.join(" ", of(text));
  }

  /** The words and, after them, the pieces of those that are several run together. */
  public static String ofName(String name) {
    List<String> pieces = new ArrayList<>();
    WORD.matcher(name)
        .results()
        .map(match -> cut(match.group()))
        .filter(word -> SEAM.matcher(word).find())
        .forEach(word -> pieces.addAll(List.of(SEAM.split(word))));
    return joined(name)
        + pieces.stream()
            .map(piece -> ' ' + piece.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
  }

  private static String cut(String word) {
    return word.length() > MAX_WORD ? word.substring(0, MAX_WORD) : word;
  }
}
