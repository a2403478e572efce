package dev.muninn.http.problem;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.pattern.CircuitBreakerOpenException;
import akka.util.ByteString;
import dev.muninn.blob.NoRoomException;
import dev.muninn.blob.StoreAwayException;
import dev.muninn.blob.UnreadablePictureException;
import dev.muninn.blob.UnsupportedMediaException;
import dev.muninn.catalog.BadCursorException;
import dev.muninn.catalog.CannotPauseException;
import dev.muninn.catalog.Imports;
import dev.muninn.catalog.SpaceRefusedException;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.http.json.Json;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.RejectionReason;
import dev.muninn.search.language.BadQueryException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures, refusals and time-outs into problem documents. */
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final akka.http.javadsl.model.ContentType PROBLEM_JSON =
      ContentTypes.parse("application/problem+json");

  private Problems() {}

  /** The answer to a request that failed with {@code failure}. */
  public static HttpResponse response(Throwable failure, String requestId) {
    ProblemException problem = of(failure, requestId);
    return response(
        ProblemDocument.of(problem.problem(), problem.getMessage(), problem.hint(), requestId),
        problem.headers());
  }

  /** A problem document as an answer. */
  public static HttpResponse response(ProblemDocument document, List<HttpHeader> headers) {
    HttpResponse plain =
        HttpResponse.create()
            .withStatus(StatusCodes.get(document.status()))
            .withEntity(
                HttpEntities.create(PROBLEM_JSON, ByteString.fromArray(Json.bytes(document))))
            .addHeaders(headers);
    return document.status() == 401
        ? plain.addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"muninn\""))
        : plain;
  }

  private static ProblemException of(Throwable failure, String requestId) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof ProblemException known) {
      return known;
    }
    if (cause instanceof BadCursorException) {
      return new ProblemException(Problem.BAD_CURSOR, cause.getMessage());
    }
    if (cause instanceof BadQueryException bad) {
      return new ProblemException(Problem.BAD_REQUEST, bad.getMessage(), bad.hint(), List.of());
    }
    if (cause instanceof CannotPauseException) {
      return new ProblemException(Problem.CANNOT_PAUSE, cause.getMessage());
    }
    if (cause instanceof SpaceRefusedException) {
      return new ProblemException(Problem.SPACE_REFUSED, cause.getMessage());
    }
    if (cause instanceof NoRoomException) {
      return new ProblemException(Problem.NO_ROOM, cause.getMessage());
    }
    if (cause instanceof StoreAwayException) {
      return new ProblemException(Problem.UNAVAILABLE, cause.getMessage(), retryAfter(30));
    }
    if (cause instanceof UnsupportedMediaException media) {
      return unsupported(media);
    }
    if (cause instanceof UnreadablePictureException picture) {
      return new ProblemException(
          Problem.UNREADABLE_PICTURE,
          picture.failure().code().words() + " (" + picture.failure().detail() + ")");
    }
    if (cause instanceof TimeoutException || cause instanceof CircuitBreakerOpenException) {
      log.warn("no answer in time cause={} correlationId={}", cause.toString(), requestId);
      return new ProblemException(Problem.UNAVAILABLE, "No answer in time.", retryAfter(5));
    }
    if (cause instanceof SQLException || cause instanceof DatabaseException) {
      log.warn("database failed correlationId={}", requestId, cause);
      return new ProblemException(
          Problem.UNAVAILABLE, "The database does not answer.", retryAfter(5));
    }
    log.error("request failed correlationId={}", requestId, cause);
    return new ProblemException(Problem.INTERNAL, "The log has more under the requestId.");
  }

  private static ProblemException unsupported(UnsupportedMediaException media) {
    Problem problem =
        media.code() == ErrorCode.EMPTY_FILE ? Problem.EMPTY_FILE : Problem.UNSUPPORTED_TYPE;
    return new ProblemException(problem, media.code().words());
  }

  /** The cause beneath the wrappings of futures. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A header that says when to come again. */
  public static HttpHeader retryAfter(long seconds) {
    return RawHeader.create("Retry-After", Long.toString(seconds));
  }

  /** What a refusal of an entity is to a client. */
  public static ProblemException ofRejection(MediaItemReply.Rejected rejected) {
    return new ProblemException(problemOf(rejected.reason()), rejected.words());
  }

  private static Problem problemOf(RejectionReason reason) {
    return switch (reason) {
      case CONFLICT -> Problem.CONFLICT;
      case CHANGED -> Problem.PRECONDITION_FAILED;
      case PURGED -> Problem.GONE;
      case TRASHED -> Problem.TRASHED;
      case UNKNOWN -> Problem.NOT_FOUND;
      case NOT_OWED -> Problem.NOT_OWED;
    };
  }

  /** What a refusal of a source is to a client. */
  public static ProblemException ofRefusal(Imports.SourceOutcome.Refused refused) {
    return new ProblemException(
        problemOf(refused.why()), refused.words(), refused.hint(), List.of());
  }

  private static Problem problemOf(Imports.Refusal why) {
    return switch (why) {
      case NOT_FOUND -> Problem.NOT_FOUND;
      case NOT_READABLE -> Problem.NOT_READABLE;
      case OUTSIDE -> Problem.OUTSIDE_SOURCES;
      case OVERLAPS -> Problem.OVERLAPS;
      case INVALID -> Problem.INVALID_SOURCE;
    };
  }
}
