package dev.muninn.http.operation;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.Rebuilds;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Replies;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/v1/rebuilds} and {@code POST /api/v1/index/rebuild}. A rebuild makes what is derived
 * for all orgs; an org is shown only those that it asked for itself.
 */
public final class RebuildRoutes {
  private static final String REBUILDS = "/api/v1/rebuilds/";
  private final Rebuilds rebuilds;
  private final AskedFor askedFor = new AskedFor();
  private final Clock clock;

  public RebuildRoutes(Rebuilds rebuilds, Clock clock) {
    this.rebuilds = rebuilds;
    this.clock = clock;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/rebuilds")
            .needs(Scope.OPERATION_WRITE)
            .summary("Make what is derived from the journal anew, while the old answers")
            .body(RebuildWire.RebuildRequest.class)
            .replies(202, "It runs; Location shows how far", RebuildWire.RebuildView.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON)
            .handledBy(this::start),
        ApiRoute.post("/api/v1/index/rebuild")
            .needs(Scope.OPERATION_WRITE)
            .summary("The same for the vector index alone")
            .replies(202, "It runs; Location shows how far", RebuildWire.RebuildView.class)
            .handledBy(request -> start(request, Rebuilds.Target.INDEX)),
        ApiRoute.get("/api/v1/rebuilds/latest")
            .needs(Scope.OPERATION_READ)
            .summary("The last rebuild since the node started")
            .replies(200, "How far it is", RebuildWire.RebuildView.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(request -> rebuilds.latest().thenApply(found -> shown(request, found))),
        ApiRoute.get("/api/v1/rebuilds/{id}")
            .needs(Scope.OPERATION_READ)
            .summary("A rebuild: its parts, events read of those there are, and how it ended")
            .replies(200, "How far it is", RebuildWire.RebuildView.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(
                request ->
                    rebuilds
                        .find(request.pathValue("id"))
                        .thenApply(found -> shown(request, found))));
  }

  private CompletionStage<HttpResponse> start(ApiRequest request) {
    String word = request.json(RebuildWire.RebuildRequest.class).target();
    return start(
        request, Fields.oneOf("target", word, List.of(Rebuilds.Target.values()), Words::of));
  }

  private CompletionStage<HttpResponse> start(ApiRequest request, Rebuilds.Target target) {
    return rebuilds.start(target).thenApply(rebuild -> started(request, rebuild));
  }

  private HttpResponse started(ApiRequest request, Rebuilds.Rebuild rebuild) {
    askedFor.note(rebuild.rebuildId(), request.org());
    return Replies.accepted(
        RebuildWire.RebuildView.of(rebuild, clock.instant()), REBUILDS + rebuild.rebuildId());
  }

  private HttpResponse shown(ApiRequest request, Optional<Rebuilds.Rebuild> found) {
    return found
        .filter(rebuild -> askedFor.by(rebuild.rebuildId(), request.org()))
        .map(rebuild -> Replies.json(200, RebuildWire.RebuildView.of(rebuild, clock.instant())))
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such rebuild."));
  }
}
