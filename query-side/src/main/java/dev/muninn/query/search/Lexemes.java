package dev.muninn.query.search;

import dev.muninn.query.text.WordForms;
import dev.muninn.search.language.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether texts hold a term, as the full text compares words: by their forms. Remembers the forms
 * of what it was asked: the items of a page say much the same. Not thread-safe.
 */
final class Lexemes {
  private final Map<String, Set<String>> known = new HashMap<>();
  private final List<List<String>> terms;
  private final List<Boolean> goOn;

  /** Of each term, the last word of some may go on. */
  Lexemes(List<Term> terms) {
    this.terms = terms.stream().map(TextQuery::wordsOf).toList();
    this.goOn = terms.stream().map(Term::prefix).toList();
  }

  /** Whether these words, in their order, hold the words of one of the terms next to each other. */
  boolean anyIn(List<String> words) {
    for (int n = 0; n < terms.size(); n++) {
      if (holds(words, terms.get(n), goOn.get(n))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(List<String> words, List<String> sought, boolean prefix) {
    for (int at = 0; at + sought.size() <= words.size() && !sought.isEmpty(); at++) {
      boolean all = true;
      for (int i = 0; i < sought.size() && all; i++) {
        boolean goesOn = prefix && i == sought.size() - 1;
        all = meets(forms(words.get(at + i)), forms(sought.get(i)), goesOn);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private Set<String> forms(String word) {
    return known.computeIfAbsent(word, WordForms::of);
  }

  private static boolean meets(Set<String> has, Set<String> sought, boolean goesOn) {
    for (String form : sought) {
      if (has.contains(form) || (goesOn && has.stream().anyMatch(one -> one.startsWith(form)))) {
        return true;
      }
    }
    return false;
  }
}
