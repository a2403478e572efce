package dev.muninn.http.problem;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;
import java.util.List;
import java.util.UUID;

/** Problem documents for requests so broken that no route sees them; named in reference.conf. */
public final class ParsingProblems extends ParsingErrorHandler {

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter logger, ServerSettings settings) {
    String requestId = UUID.randomUUID().toString();
    logger.debug("unreadable request status={} correlationId={}", status.intValue(), requestId);
    Problem problem = problemOf(status.intValue());
    return Problems.response(
        ProblemDocument.of(problem, error.summary(), problem.hint(), requestId), List.of());
  }

  private static Problem problemOf(int status) {
    return switch (status) {
      case 405 -> Problem.METHOD_NOT_ALLOWED;
      case 408 -> Problem.REQUEST_TIMEOUT;
      case 413 -> Problem.TOO_LARGE;
      case 414 -> Problem.URI_TOO_LONG;
      case 431 -> Problem.HEADERS_TOO_LARGE;
      case 501, 505 -> Problem.NOT_IMPLEMENTED;
      default -> Problem.BAD_REQUEST;
    };
  }
}
