package dev.muninn.http.problem;

import akka.http.javadsl.model.HttpHeader;
import java.util.List;

/** Ends a request with a problem of the table; the detail is for the user's eyes. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Problem problem;
  private final String hint;
  private final transient List<HttpHeader> headers;

  public ProblemException(Problem problem, String detail, HttpHeader... headers) {
    this(problem, detail, problem.hint(), List.of(headers));
  }

  public ProblemException(Problem problem, String detail, String hint, List<HttpHeader> headers) {
    super(detail, null, false, false);
    this.problem = problem;
    this.hint = hint;
    this.headers = List.copyOf(headers);
  }

  public Problem problem() {
    return problem;
  }

  public String hint() {
    return hint;
  }

  public List<HttpHeader> headers() {
    return headers;
  }
}
