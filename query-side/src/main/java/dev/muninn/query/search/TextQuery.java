package dev.muninn.query.search;

import dev.muninn.query.view.SearchWords;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.Term;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words that a query ranks by.
 *
 * @param words each word or phrase, with the spellings that stand in for it
 * @param whole all words joined by blanks, for comparison with whole names and tags
 */
record TextQuery(List<Sought> words, String whole) {
  static final TextQuery NOTHING = new TextQuery(List.of(), "");

  /** Any of these. */
  record Sought(List<Term> any) {
    Sought {
      any = List.copyOf(any);
    }
  }

  TextQuery {
    words = List.copyOf(words);
  }

  static TextQuery of(ParsedQuery parsed) {
    return new TextQuery(
        parsed
            .sought()
            .filter(term -> !wordsOf(term).isEmpty())
            .map(term -> new Sought(List.of(term)))
            .toList(),
        parsed.sought().flatMap(term -> wordsOf(term).stream()).collect(Collectors.joining(" ")));
  }

  /** The words of a term as the full text cuts them. */
  static List<String> wordsOf(Term term) {
    return SearchWords.of(term.text());
  }
}
