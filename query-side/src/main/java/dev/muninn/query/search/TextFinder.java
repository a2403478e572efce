package dev.muninn.query.search;

import dev.muninn.media.MediaId;
import dev.muninn.query.search.Candidates.TextMatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The functions of V321 and V341, within one tenant's transaction. */
final class TextFinder {
  private static final String FIND =
      "SELECT part, media_id, rank FROM view.find_text(?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ITEMS = "SELECT media_id FROM view.find_items(?, ?, ?, ?)";
  private static final String SIMILAR = "SELECT word FROM view.similar_words(?, ?)";
  private static final int PARTS = 5;

  private final Connection tx;

  TextFinder(Connection tx) {
    this.tx = tx;
  }

  /** The parts of {@code view.find_text}, each best first. */
  record Found(List<List<TextMatch>> parts) {
    Found {
      parts = List.copyOf(parts);
    }

    Set<MediaId> exact() {
      return ids(0);
    }

    List<TextMatch> said() {
      return parts.get(1);
    }

    List<TextMatch> seen() {
      return parts.get(2);
    }

    List<TextMatch> partial() {
      return parts.get(3);
    }

    /** Of the items that were named those that pass. */
    Set<MediaId> near() {
      return ids(4);
    }

    private Set<MediaId> ids(int part) {
      Set<MediaId> ids = new LinkedHashSet<>();
      parts.get(part).forEach(match -> ids.add(match.mediaId()));
      return ids;
    }
  }

  /**
   * One round trip for all that the text half finds.
   *
   * @param near items of which is asked whether they pass
   * @param depth the most items of each part
   * @param window how many of the items that match are ranked, the newest ones
   */
  Found find(
      Passing passing,
      TextQuery text,
      Collection<MediaId> near,
      int depth,
      int window,
      boolean partial)
      throws SQLException {
    List<List<TextMatch>> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(new ArrayList<>());
    }
    try (PreparedStatement select = tx.prepareStatement(FIND)) {
      bind(select, passing);
      select.setString(4, text.whole());
      select.setArray(5, texts(text.words().toArray()));
      select.setArray(6, texts(near.stream().map(MediaId::value).toArray()));
      select.setInt(7, depth);
      select.setInt(8, window);
      select.setBoolean(9, partial);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          parts
              .get(rows.getInt(1))
              .add(new TextMatch(new MediaId(rows.getString(2)), rows.getDouble(3)));
        }
      }
    }
    return new Found(parts);
  }

  /** Those of these items that pass. */
  Set<MediaId> passing(Passing passing, Collection<MediaId> some) throws SQLException {
    return find(passing, new TextQuery(List.of(), ""), some, 0, 0, false).near();
  }

  /** The items that pass, newest first. */
  Set<MediaId> items(Passing passing, int most) throws SQLException {
    Set<MediaId> ids = new LinkedHashSet<>();
    try (PreparedStatement select = tx.prepareStatement(ITEMS)) {
      bind(select, passing);
      select.setInt(4, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(new MediaId(rows.getString(1)));
        }
      }
    }
    return ids;
  }

  /** Words of the org's items that share three-letter pieces with this one, most alike first. */
  List<String> similarWords(String word, int most) throws SQLException {
    List<String> words = new ArrayList<>();
    try (PreparedStatement select = tx.prepareStatement(SIMILAR)) {
      select.setString(1, word);
      select.setInt(2, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          words.add(rows.getString(1));
        }
      }
    }
    return words;
  }

  private void bind(PreparedStatement select, Passing passing) throws SQLException {
    select.setArray(1, texts(passing.fields()));
    select.setArray(2, texts(passing.given()));
    select.setArray(3, tx.createArrayOf("boolean", passing.wanted()));
  }

  private java.sql.Array texts(Object[] values) throws SQLException {
    return tx.createArrayOf("text", values);
  }
}
