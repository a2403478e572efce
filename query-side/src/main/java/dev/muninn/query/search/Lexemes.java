package dev.muninn.query.search;

import dev.muninn.query.view.SearchWords;
import dev.muninn.search.language.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the full text makes of words: their forms without accents, and their stems. Asks the
 * database for those it does not remember. Thread-safe.
 */
final class Lexemes {
  private static final int REMEMBERED = 50_000;
  private static final String SELECT =
      "SELECT w, tsvector_to_array(to_tsvector('view.words', w) || to_tsvector('view.stems', w))"
          + " FROM unnest(?) w";

  private final Map<String, Set<String>> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The forms of each of these words. */
  Map<String, Set<String>> of(Connection tx, Collection<String> words) throws SQLException {
    Map<String, Set<String>> forms = new HashMap<>();
    List<String> news = new ArrayList<>();
    synchronized (known) {
      for (String word : words) {
        Set<String> remembered = known.get(word);
        if (remembered == null) {
          news.add(word);
        } else {
          forms.put(word, remembered);
        }
      }
    }
    if (!news.isEmpty()) {
      Map<String, Set<String>> asked = ask(tx, news);
      forms.putAll(asked);
      synchronized (known) {
        known.putAll(asked);
      }
    }
    return forms;
  }

  private static Map<String, Set<String>> ask(Connection tx, List<String> words)
      throws SQLException {
    Map<String, Set<String>> forms = new HashMap<>();
    try (PreparedStatement select = tx.prepareStatement(SELECT)) {
      select.setArray(1, tx.createArrayOf("text", words.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          forms.put(rows.getString(1), Set.of((String[]) rows.getArray(2).getArray()));
        }
      }
    }
    return forms;
  }

  /** Whether these words, in their order, hold a term's words next to each other. */
  static boolean holds(List<String> words, Term term, Map<String, Set<String>> forms) {
    List<String> sought = SearchWords.of(term.text());
    for (int at = 0; at + sought.size() <= words.size() && !sought.isEmpty(); at++) {
      boolean all = true;
      for (int i = 0; i < sought.size() && all; i++) {
        boolean goesOn = term.prefix() && i == sought.size() - 1;
        all = meets(forms, words.get(at + i), sought.get(i), goesOn);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static boolean meets(
      Map<String, Set<String>> forms, String word, String sought, boolean goesOn) {
    Set<String> has = forms.getOrDefault(word, Set.of());
    return forms.getOrDefault(sought, Set.of()).stream()
        .anyMatch(
            form ->
                has.contains(form)
                    || (goesOn && has.stream().anyMatch(one -> one.startsWith(form))));
  }
}
