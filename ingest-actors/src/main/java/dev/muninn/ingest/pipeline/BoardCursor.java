package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.BadCursorException;
import dev.muninn.media.MediaId;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Where a page ended: when that item was taken in, and its id. */
record BoardCursor(Instant acquiredAt, MediaId mediaId) {

  String format() {
    return acquiredAt + "~" + mediaId;
  }

  static BoardCursor parse(String text) {
    int split = text.indexOf('~');
    try {
      return new BoardCursor(
          Instant.parse(text.substring(0, Math.max(0, split))),
          new MediaId(text.substring(split + 1)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new BadCursorException(text);
    }
  }
}
