package dev.muninn.query.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The words of an org, asked by the function of V321 in its transaction. Blocking. */
record SimilarWords(Connection tx) {
  private static final String SIMILAR = "SELECT word FROM view.similar_words(?, ?)";

  /** Words of the org's items that share three-letter pieces with this one, most alike first. */
  List<String> of(String word, int most) throws SQLException {
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
}
