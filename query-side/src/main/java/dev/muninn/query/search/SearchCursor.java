package dev.muninn.query.search;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.search.SearchQuery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: how many hits were given, and when the first page was asked for, so
 * that what arrives meanwhile does not shift the rest. Bound to its query by a digest, and to the
 * space that the first page came from: the next one comes from there while it is live.
 */
record SearchCursor(int offset, Instant asOf, String digest, String space) {
  /** Nobody pages further. */
  static final int MAX_OFFSET = 5_000;

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,4}):([0-9]{1,14}):([0-9a-f]{16}):([a-z0-9.-]+)");
  private static final int DIGEST_BYTES = 8;

  static SearchCursor first(SearchQuery query, Instant now, String space) {
    return new SearchCursor(0, now, digest(query), space);
  }

  boolean isFirst() {
    return offset == 0;
  }

  SearchCursor after(int hits) {
    return new SearchCursor(offset + hits, asOf, digest, space);
  }

  String format() {
    String text = offset + ":" + asOf.toEpochMilli() + ":" + digest + ":" + space;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @throws BadCursorException for another query's cursor, or none of ours
   */
  static SearchCursor parse(String cursor, SearchQuery query) {
    Matcher form;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new BadCursorException(cursor);
    }
    if (!form.matches() || !form.group(3).equals(digest(query))) {
      throw new BadCursorException(cursor);
    }
    return new SearchCursor(
        Math.min(MAX_OFFSET, Integer.parseInt(form.group(1))),
        Instant.ofEpochMilli(Long.parseLong(form.group(2))),
        form.group(3),
        form.group(4));
  }

  private static String digest(SearchQuery query) {
    List<String> parts =
        List.of(
            query.org().value(),
            query.text(),
            query.filter().toString(),
            query.minScore().toString(),
            query.mode().toString());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
