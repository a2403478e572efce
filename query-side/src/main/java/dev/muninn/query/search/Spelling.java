package dev.muninn.query.search;

import dev.muninn.query.search.TextQuery.Sought;
import dev.muninn.query.view.SearchWords;
import dev.muninn.query.view.SpellingWords;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.Term;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Words of the org that somebody may have meant: alike in their three-letter pieces, and few
 * keystrokes away.
 */
final class Spelling {
  private static final int LOOK_AT = 20;
  private static final int MOST = 4;
  private static final int LONG = 6;

  private Spelling() {}

  /** A query in other spellings; {@code words} are those that stand in for what was written. */
  record Corrected(TextQuery text, List<String> words) {
    Corrected {
      words = List.copyOf(words);
    }
  }

  /** Empty where no word of the query has any like it. */
  static Optional<Corrected> of(SimilarWords similar, ParsedQuery parsed) throws SQLException {
    List<Sought> sought = new ArrayList<>();
    List<String> standIns = new ArrayList<>();
    for (Term term : parsed.sought().filter(one -> !TextQuery.wordsOf(one).isEmpty()).toList()) {
      List<String> alike = alike(similar, term);
      sought.add(
          new Sought(
              Stream.concat(Stream.of(term), alike.stream().map(Spelling::standIn)).toList()));
      standIns.addAll(alike);
    }
    return standIns.isEmpty()
        ? Optional.empty()
        : Optional.of(new Corrected(new TextQuery(sought, ""), standIns));
  }

  private static Term standIn(String word) {
    return new Term(Term.Within.ANYWHERE, word, false, false, true);
  }

  private static List<String> alike(SimilarWords similar, Term term) throws SQLException {
    List<String> words = SearchWords.of(term.text());
    String bare = words.size() == 1 ? SpellingWords.bare(words.get(0)) : "";
    if (term.phrase() || !SpellingWords.counts(bare)) {
      return List.of();
    }
    int most = bare.length() < LONG ? 1 : 2;
    return similar.of(bare, LOOK_AT).stream()
        .filter(word -> !word.equals(bare) && keystrokes(bare, word) <= most)
        .limit(MOST)
        .toList();
  }

  /**
   * How many letters are to be put in, left out, changed or swapped with their neighbour: the
   * optimal string alignment distance (Boytsov, J. Exp. Algorithmics 16, 2011, section 2.2).
   */
  static int keystrokes(String from, String to) {
    int[][] d = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= to.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int one = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
        d[i][j] = Math.min(one, d[i - 1][j - 1] + change);
        if (i > 1 && j > 1 && swapped(from, i, to, j)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[from.length()][to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
