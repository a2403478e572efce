package dev.muninn.http.problem;

/** The body of an error (RFC 9457), {@code application/problem+json}. */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String hint,
    String requestId) {

  public static ProblemDocument of(Problem problem, String detail, String hint, String requestId) {
    return new ProblemDocument(
        "urn:muninn:problem:" + problem.code(),
        problem.title(),
        problem.status(),
        problem.code(),
        detail,
        hint,
        requestId);
  }
}
