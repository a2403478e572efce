package dev.muninn.query.search;

import dev.muninn.catalog.MediaStatus;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.search.LikeQuery;
import dev.muninn.search.Narrowing;
import dev.muninn.search.SearchMode;
import dev.muninn.search.SearchQuery;
import dev.muninn.search.language.ParsedQuery;
import dev.muninn.search.language.QueryLanguage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A search as it is carried out, whatever it was asked by.
 *
 * @param except an item that is no answer: the one that is compared with
 * @param lists whether it asks for all that passes where it has no words to rank by
 * @param digest of all that the order of the hits depends on: what a cursor is bound to
 */
record Quest(
    OrgId org,
    SearchMode mode,
    ParsedQuery parsed,
    TextQuery text,
    Narrowing narrowing,
    Passing passing,
    Optional<MediaId> except,
    boolean lists,
    Optional<Double> minScore,
    int k,
    Optional<String> cursor,
    String digest) {
  private static final int DIGEST_BYTES = 8;

  /**
   * @throws dev.muninn.search.language.BadQueryException for a field with a value it cannot take
   */
  static Quest of(SearchQuery query) {
    ParsedQuery parsed = QueryLanguage.parse(query.text());
    Narrowing narrowing = parsed.narrowing().and(query.filter());
    TextQuery text = TextQuery.of(parsed);
    Passing passing = Passing.of(parsed, narrowing, query.mode());
    return new Quest(
        query.org(),
        query.mode(),
        parsed,
        text,
        narrowing,
        passing,
        Optional.empty(),
        text.words().isEmpty() && !passing.isEverything(),
        query.minScore(),
        query.k(),
        query.cursor(),
        digest(query.org(), query.mode(), query.text(), query.filter(), query.minScore()));
  }

  boolean asksForTrash() {
    return narrowing.all().stream()
        .anyMatch(one -> one.status().equals(Optional.of(MediaStatus.TRASHED)));
  }

  /** {@code what} names the picture or item that is compared with. */
  static Quest like(LikeQuery query, String what, Optional<MediaId> except) {
    ParsedQuery nothing = QueryLanguage.parse("");
    Narrowing narrowing = Narrowing.NONE.and(query.filter());
    return new Quest(
        query.org(),
        SearchMode.VECTOR,
        nothing,
        TextQuery.of(nothing),
        narrowing,
        Passing.of(nothing, narrowing, SearchMode.VECTOR),
        except,
        false,
        query.minScore(),
        query.k(),
        query.cursor(),
        digest(query.org(), "like", what, query.filter(), query.minScore()));
  }

  private static String digest(Object... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(List.of(parts).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
