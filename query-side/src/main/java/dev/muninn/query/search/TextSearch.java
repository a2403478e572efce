package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.search.Candidates.TextMatch;
import dev.muninn.query.search.Candidates.TextMatches;
import dev.muninn.query.view.Conditions;
import dev.muninn.search.SearchQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The statements of the search over {@code view.media}, within one tenant's transaction. */
final class TextSearch {
  /** Weights of facts (D), labels (C), tags and places (B), names and titles (A). */
  private static final String RANK = "ts_rank_cd('{0.1, 0.4, 0.7, 1.0}', m.search, q.query, 32)";

  private static final String EITHER =
      "(to_tsquery('view.words', ?) || to_tsquery('view.stems', ?))";

  private final Connection tx;

  TextSearch(Connection tx) {
    this.tx = tx;
  }

  /** What the filters of a query and its exclusions leave, as a WHERE clause. */
  static Conditions conditions(SearchQuery query, TextQuery text) {
    Conditions all = Conditions.of(query.filter());
    if (!text.none().isEmpty()) {
      all.and(
          "NOT m.search @@ " + EITHER, Conditions.text(text.none()), Conditions.text(text.none()));
    }
    return all;
  }

  /** The items whose text matches, best first. */
  TextMatches matches(String words, Conditions conditions, int depth, boolean partial)
      throws SQLException {
    if (words.isEmpty()) {
      return TextMatches.NONE;
    }
    String select =
        "WITH q AS (SELECT "
            + EITHER
            + " AS query) SELECT m.media_id, "
            + RANK
            + " AS rank FROM q CROSS JOIN view.media m"
            + conditions.joins()
            + " WHERE m.search @@ q.query AND "
            + conditions.sql()
            + " ORDER BY rank DESC, m.shown_at DESC, m.media_id LIMIT ?";
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      statement.setString(1, words);
      statement.setString(2, words);
      statement.setInt(conditions.bind(statement, 3), depth);
      List<TextMatch> matches = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          matches.add(new TextMatch(new MediaId(found.getString(1)), found.getDouble(2)));
        }
      }
      return new TextMatches(matches, partial);
    }
  }

  /** The items of which a name, a title or a tag is these words. */
  Set<MediaId> exact(String words, Conditions conditions, int depth) throws SQLException {
    if (words.isEmpty()) {
      return Set.of();
    }
    String select =
        "SELECT m.media_id FROM view.media m"
            + conditions.joins()
            + " WHERE m.exact @> ARRAY[?::text] AND "
            + conditions.sql()
            + " ORDER BY m.shown_at DESC, m.media_id LIMIT ?";
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      statement.setString(1, words);
      statement.setInt(conditions.bind(statement, 2), depth);
      return ids(statement);
    }
  }

  /** All items that the conditions leave: what the vector walk may answer with. */
  Set<MediaId> allowed(Conditions conditions) throws SQLException {
    String select =
        "SELECT m.media_id FROM view.media m" + conditions.joins() + " WHERE " + conditions.sql();
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      conditions.bind(statement, 1);
      return ids(statement);
    }
  }

  /** Of these items the ones that the view shows. */
  Set<MediaId> shown(Collection<MediaId> candidates, SearchCursor cursor) throws SQLException {
    Conditions some = new Conditions();
    some.untrashed();
    some.and(
        "m.media_id = ANY (?)",
        Conditions.texts(candidates.stream().map(MediaId::value).toArray(String[]::new)));
    if (!cursor.isFirst()) {
      some.and("m.acquired_at <= ?", Conditions.instant(cursor.asOf()));
    }
    return allowed(some);
  }

  /** Of the texts of a page, which ones hold a word of the query: their places in the list. */
  Set<Integer> matching(List<String> texts, String words) throws SQLException {
    if (words.isEmpty() || texts.isEmpty()) {
      return Set.of();
    }
    String select =
        "WITH q AS (SELECT "
            + EITHER
            + " AS query) SELECT f.n FROM unnest(?) WITH ORDINALITY AS f(t, n), q WHERE"
            + " (to_tsvector('view.words', f.t) || to_tsvector('view.stems', f.t)) @@ q.query";
    try (PreparedStatement statement = tx.prepareStatement(select)) {
      statement.setString(1, words);
      statement.setString(2, words);
      statement.setArray(3, tx.createArrayOf("text", texts.toArray()));
      Set<Integer> places = new HashSet<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          places.add(found.getInt(1) - 1);
        }
      }
      return places;
    }
  }

  private static Set<MediaId> ids(PreparedStatement statement) throws SQLException {
    Set<MediaId> ids = new LinkedHashSet<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        ids.add(new MediaId(found.getString(1)));
      }
    }
    return ids;
  }
}
