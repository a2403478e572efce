package dev.muninn.http.events;

import akka.util.ByteString;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muninn.catalog.ChangeFeed;
import dev.muninn.http.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Frames of a stream of server-sent events (WHATWG HTML §9.2): fields end with a line feed, so the
 * data is JSON on one line, whose escapes keep every other line break out.
 */
final class EventFrame {
  private static final int RETRY_MS = 1000;

  private EventFrame() {}

  /** The data of an event; of the three ids the one of its subject is there. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Data(
      String type,
      Optional<String> mediaId,
      Optional<String> sessionId,
      Optional<String> sourceId,
      long sequenceNr,
      Instant at,
      String summary) {

    static Data of(ChangeFeed.Change change) {
      return new Data(
          change.type(),
          idOf(change, ChangeFeed.Subject.MEDIA),
          idOf(change, ChangeFeed.Subject.SESSION),
          idOf(change, ChangeFeed.Subject.SOURCE),
          change.sequenceNr(),
          change.at(),
          change.summary());
    }

    private static Optional<String> idOf(ChangeFeed.Change change, ChangeFeed.Subject subject) {
      return Optional.of(change.subjectId()).filter(id -> change.subject() == subject);
    }
  }

  /**
   * The first bytes: how soon to come again after a break, and with which id when nothing was heard
   * by then (a frame without data sets the client's last id and is no event).
   */
  static ByteString opening(String from) {
    return ByteString.fromString("retry: " + RETRY_MS + "\nid: " + checked(from) + "\n\n");
  }

  /** A comment, which clients pass over; it keeps proxies from closing a quiet connection. */
  static ByteString pulse() {
    return ByteString.fromString(":\n\n");
  }

  static ByteString of(ChangeFeed.Change change) {
    String event = change.subject().name().toLowerCase(Locale.ROOT);
    return ByteString.fromString("id: " + checked(change.id()) + "\nevent: " + event + "\ndata: ")
        .concat(ByteString.fromArrayUnsafe(Json.bytes(Data.of(change))))
        .concat(ByteString.fromString("\n\n"));
  }

  private static String checked(String id) {
    if (id.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("not an id of a change: " + id);
    }
    return id;
  }
}
