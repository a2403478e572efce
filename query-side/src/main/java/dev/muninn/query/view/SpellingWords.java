package dev.muninn.query.view;

import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of an item that somebody may misspell: of names, titles, tags, captions and places, and
 * what a model sees; of 4 to 24 letters, without accents, in lower case. Numbers are none: one
 * digit further lies another picture.
 */
public final class SpellingWords {
  private static final Pattern LETTERS = Pattern.compile("\\p{L}{4,24}");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private SpellingWords() {}

  static Set<String> of(MediaDocument item) {
    SearchText text = SearchText.of(item);
    Set<String> words = new TreeSet<>();
    Stream.concat(Stream.of(text.names(), text.tags(), text.captions()), text.seen().stream())
        .flatMap(texts -> SearchWords.of(texts).stream())
        .map(SpellingWords::bare)
        .filter(SpellingWords::counts)
        .forEach(words::add);
    return words;
  }

  /** Whether a word can be misspelled at all. */
  public static boolean counts(String word) {
    return LETTERS.matcher(word).matches();
  }

  /** Without accents. */
  public static String bare(String word) {
    return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
  }
}
