package dev.muninn.query.view;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.media.MediaId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last row of a page: what comes after it is the next one, whatever arrives meanwhile. */
record ListCursor(Instant shownAt, MediaId mediaId) {
  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,17}):([a-z2-7]{26})");

  String format() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, shownAt);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((micros + ":" + mediaId).getBytes(StandardCharsets.US_ASCII));
  }

  static ListCursor parse(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      Matcher form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (!form.matches()) {
        throw new BadCursorException(cursor);
      }
      return new ListCursor(
          Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS),
          new MediaId(form.group(2)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadCursorException(cursor);
    }
  }
}
