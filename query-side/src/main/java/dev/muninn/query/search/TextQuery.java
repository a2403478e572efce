package dev.muninn.query.search;

import dev.muninn.query.view.SearchWords;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words that a query ranks by, as queries for the full text. Made of quoted words of letters
 * and digits, so that no input is an error.
 *
 * @param words one text of a tsquery for each word or phrase
 * @param whole all words joined by blanks, for comparison with whole names and tags
 */
record TextQuery(List<String> words, String whole) {
  private static final int MIN_UNFINISHED = 3;

  TextQuery {
    words = List.copyOf(words);
  }

  static TextQuery of(ParsedQuery parsed) {
    return new TextQuery(
        parsed.sought().map(TextQuery::of).toList(),
        parsed.sought().flatMap(term -> wordsOf(term).stream()).collect(Collectors.joining(" ")));
  }

  /** The words of a term as the full text cuts them. */
  static List<String> wordsOf(Term term) {
    return SearchWords.of(term.text());
  }

  /** A term as the text of a tsquery: several words stand next to each other. */
  static String of(Term term) {
    return of(term, "");
  }

  /** Only where the text has one of these weights. */
  static String of(Term term, String weights) {
    List<String> words = wordsOf(term);
    List<String> quoted = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean goesOn =
          term.prefix() && i == words.size() - 1 && words.get(i).length() >= MIN_UNFINISHED;
      String marks = (goesOn ? "*" : "") + weights;
      quoted.add("'" + words.get(i) + "'" + (marks.isEmpty() ? "" : ":" + marks));
    }
    return quoted.size() == 1 ? quoted.get(0) : "(" + String.join(" <-> ", quoted) + ")";
  }

  /** Any of several spellings of one word. */
  static String anyOf(List<String> spellings) {
    return spellings.stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" | ", "(", ")"));
  }
}
