package dev.muninn.query.view;

import dev.muninn.media.signal.MediaItemKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table {@code word}: how many items of an org have a word, so that a misspelled one finds its
 * like. Counted by the change of each item, so that what is purged leaves nothing behind.
 */
final class SpellingRows {
  /** In one order of words, so that two transactions wait for each other and never in a ring. */
  private static final String COUNT =
      "INSERT INTO word AS w (org, word, items) SELECT * FROM unnest(?, ?, ?) AS n (org, word, items)"
          + " ON CONFLICT (org, word) DO UPDATE SET items = w.items + excluded.items";

  private static final String FORGET =
      "DELETE FROM word w USING unnest(?, ?) AS n (org, word)"
          + " WHERE w.org = n.org AND w.word = n.word AND w.items = 0";

  private static final Comparator<Word> ORDER =
      Comparator.comparing(Word::org).thenComparing(Word::word);

  private final Connection tx;

  SpellingRows(Connection tx) {
    this.tx = tx;
  }

  private record Word(String org, String word) {}

  void save(Map<MediaItemKey, MediaRows.Change> changes) throws SQLException {
    Map<Word, Integer> news = new TreeMap<>(ORDER);
    changes.forEach(
        (key, change) -> {
          words(change.before()).forEach(word -> add(news, key, word, -1));
          words(change.after()).forEach(word -> add(news, key, word, 1));
        });
    news.values().removeIf(items -> items == 0);
    if (!news.isEmpty()) {
      save(news, news.values().stream().anyMatch(items -> items < 0));
    }
  }

  private static Set<String> words(Optional<MediaDocument> item) {
    return item.map(SpellingWords::of).orElse(Set.of());
  }

  private static void add(Map<Word, Integer> news, MediaItemKey key, String word, int items) {
    news.merge(new Word(key.org().value(), word), items, Integer::sum);
  }

  private void save(Map<Word, Integer> news, boolean fewer) throws SQLException {
    Array orgs = texts(news.keySet().stream().map(Word::org));
    Array words = texts(news.keySet().stream().map(Word::word));
    try (PreparedStatement count = tx.prepareStatement(COUNT);
        PreparedStatement forget = tx.prepareStatement(FORGET)) {
      count.setArray(1, orgs);
      count.setArray(2, words);
      count.setArray(3, tx.createArrayOf("integer", news.values().toArray()));
      count.executeUpdate();
      if (fewer) {
        forget.setArray(1, orgs);
        forget.setArray(2, words);
        forget.executeUpdate();
      }
    }
  }

  private Array texts(Stream<String> values) throws SQLException {
    return tx.createArrayOf("text", values.toArray());
  }
}
