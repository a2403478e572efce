package dev.muninn.http.problem;

import java.util.Locale;

/** The table of all problems that the API answers: status, title, and the way out. */
public enum Problem {
  BAD_REQUEST(400, "The request is not understood.", "Correct the field that the detail names."),
  BAD_JSON(400, "The body is not the JSON that is expected.", "See /docs for the body's shape."),
  BAD_CURSOR(400, "This cursor is not one of ours.", "Begin again without a cursor."),
  UNAUTHENTICATED(
      401, "Nobody is signed in.", "Sign in at /api/v1/auth/login and send the access token."),
  BAD_TOKEN(401, "The token is not valid.", "Refresh it, or sign in again."),
  TOKEN_EXPIRED(401, "The token has expired.", "Refresh it at /api/v1/auth/refresh."),
  BAD_CREDENTIALS(401, "E-mail or password is wrong.", "Check both; capitals count in passwords."),
  BAD_SETUP_CODE(
      401, "The setup code is wrong.", "It stands in the file setup-code of the data folder."),
  FORBIDDEN(403, "This account may not do that.", "Ask an owner of the org for the right."),
  OUTSIDE_SOURCES(403, "The path lies outside of all sources.", "Make a source of its folder."),
  NOT_FOUND(404, "There is no such thing here.", "Check the address and the id."),
  METHOD_NOT_ALLOWED(405, "This address knows other methods.", "See the Allow header, or /docs."),
  REQUEST_TIMEOUT(408, "The request took too long to arrive.", "Send it again."),
  CONFLICT(409, "This contradicts what is there already.", "Read the current state and decide."),
  SETUP_CLOSED(409, "The first admin exists already.", "Sign in, or ask the admin for an account."),
  IDEMPOTENCY_CONFLICT(
      409, "This Idempotency-Key came with another payload.", "Use a new key for a new request."),
  IDEMPOTENCY_RUNNING(
      409, "The first request with this key is still running.", "Ask again in a moment."),
  NOT_OWED(409, "There is nothing to do for this item now.", "Look at its story."),
  CANNOT_PAUSE(409, "This stage cannot be paused.", "Pause one that the detail names."),
  SPACE_REFUSED(409, "The spaces stay as they are.", "See GET /api/v1/spaces for what is live."),
  TRASHED(409, "The item lies in the trash.", "Restore it first."),
  GONE(410, "The item was purged.", "Add the file again."),
  ORIGINAL_DAMAGED(
      410,
      "The original is missing or damaged.",
      "Add the file again from a good copy: it heals the item; see its story."),
  PRECONDITION_FAILED(
      412, "It changed since you looked at it.", "Read it again and decide on what it is now."),
  TOO_LARGE(413, "The body is larger than is taken.", "See muninn.http.max-upload-bytes."),
  URI_TOO_LONG(414, "The address is too long.", "Send less in the query."),
  UNSUPPORTED_TYPE(
      415,
      "This kind of file is not taken in.",
      "Muninn knows common photos, videos and audio files; convert it to one of them."),
  NOT_JSON(415, "The body is not JSON.", "Send it with Content-Type: application/json."),
  RANGE_NOT_SATISFIABLE(416, "The file has no such range.", "See Content-Range for its size."),
  UNREADABLE_PICTURE(
      422,
      "The picture cannot be opened.",
      "Open it in a picture viewer; if it shows, save it as JPEG or PNG and send that."),
  EMPTY_FILE(422, "The file is empty.", "Copy it again from where it came from."),
  DIGEST_MISMATCH(
      422, "The bytes do not have the digest that was promised.", "Send the file again."),
  INCOMPLETE_BODY(400, "The body ended before its promised length.", "Send the file again."),
  NOT_READABLE(422, "The folder cannot be read.", "Check the path and the rights on the server."),
  OVERLAPS(409, "The folder overlaps with another one.", "Choose a folder apart from it."),
  INVALID_SOURCE(422, "This cannot be a source.", "Correct what the detail names."),
  TOO_MANY_ATTEMPTS(429, "Too many failed attempts.", "Wait as long as Retry-After says."),
  TOO_MANY_STREAMS(
      429,
      "This account has too many event streams open.",
      "Close one, or share one among your pages."),
  HEADERS_TOO_LARGE(431, "The header fields are too large.", "Send fewer or shorter ones."),
  INTERNAL(500, "Something unexpected went wrong.", "Report it with the requestId."),
  NOT_IMPLEMENTED(501, "The server does not know this.", "See /docs for what it knows."),
  UNAVAILABLE(503, "A part of the server does not answer.", "Try again soon; see /readyz."),
  SOURCE_OFFLINE(
      503, "The folder of this original is not there now.", "Connect its disk and try again."),
  NOT_STORED_YET(
      503,
      "The original is not at its place yet.",
      "Ask again soon; its story tells how far it is."),
  NO_ROOM(507, "There is no room left on the disk.", "Free some room and send the file again.");

  private final int status;
  private final String title;
  private final String hint;

  Problem(int status, String title, String hint) {
    this.status = status;
    this.title = title;
    this.hint = hint;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String hint() {
    return hint;
  }

  /** The stable code, for example {@code too-large}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
