package dev.muninn.http.operation;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.FileChecks;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/file-checks}: the stored files of the org against what was recorded of them. */
public final class FileCheckRoutes {
  private static final String CHECKS = "/api/v1/file-checks/";
  private static final double ALL = 100;
  private final FileChecks checks;

  public FileCheckRoutes(FileChecks checks) {
    this.checks = checks;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/file-checks")
            .needs(Scope.OPERATION_WRITE)
            .summary("Read the stored files again, record damage, and mend what can be mended")
            .body(FileCheckWire.CheckRequest.class)
            .replies(202, "It runs; Location shows how far", FileCheckWire.CheckView.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON)
            .handledBy(this::start),
        ApiRoute.get("/api/v1/file-checks/latest")
            .needs(Scope.OPERATION_READ)
            .summary("The last check, also that of the background scrub")
            .replies(200, "How far it is, and what it found", FileCheckWire.CheckView.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(r -> checks.latest(r.org()).thenApply(FileCheckRoutes::shown)),
        ApiRoute.get("/api/v1/file-checks/{id}")
            .needs(Scope.OPERATION_READ)
            .summary("A check of the files")
            .replies(200, "How far it is, and what it found", FileCheckWire.CheckView.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(
                r -> checks.find(r.org(), r.pathValue("id")).thenApply(FileCheckRoutes::shown)));
  }

  private CompletionStage<HttpResponse> start(ApiRequest request) {
    FileCheckWire.CheckRequest wish = request.json(FileCheckWire.CheckRequest.class);
    return checks
        .start(request.org(), extentOf(wish), request.caller().id())
        .thenApply(
            check -> Replies.accepted(FileCheckWire.CheckView.of(check), CHECKS + check.checkId()));
  }

  private static FileChecks.Extent extentOf(FileCheckWire.CheckRequest wish) {
    double share = wish.samplePercent() == null ? ALL : wish.samplePercent();
    Fields.require(share > 0 && share <= ALL, "samplePercent", "is a number above 0, at most 100");
    return new FileChecks.Extent(
        share,
        Boolean.TRUE.equals(wish.repair()) ? FileChecks.Mending.REPAIR : FileChecks.Mending.REPORT);
  }

  private static HttpResponse shown(Optional<FileChecks.Check> found) {
    return found
        .map(check -> Replies.json(200, FileCheckWire.CheckView.of(check)))
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "There is no such check of the files."));
  }
}
