package dev.muninn.query.search;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.media.MediaId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: in which kept answer, after how many of its hits and after which one,
 * and when the first page was asked for. Bound by the digest to its query and by the space to the
 * vectors that it was made with.
 */
record SearchCursor(
    String answer, int offset, MediaId last, Instant asOf, String space, String digest) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{16}):([0-9]{1,5}):([a-z2-7]{26}):([0-9]{1,14}):([^:]{1,200}):([0-9a-f]{16})");

  String format() {
    String text =
        String.join(
            ":",
            answer,
            String.valueOf(offset),
            last.value(),
            String.valueOf(asOf.toEpochMilli()),
            space,
            digest);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @throws BadCursorException for another query's cursor, or none of ours
   */
  static SearchCursor parse(String cursor, String digest) {
    Matcher form;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new BadCursorException(cursor);
    }
    if (!form.matches() || !form.group(6).equals(digest)) {
      throw new BadCursorException(cursor);
    }
    return new SearchCursor(
        form.group(1),
        Integer.parseInt(form.group(2)),
        new MediaId(form.group(3)),
        Instant.ofEpochMilli(Long.parseLong(form.group(4))),
        form.group(5),
        form.group(6));
  }
}
