package dev.muninn.http.operation;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.SpaceBoard;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Fields;
import dev.muninn.http.route.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/spaces}: which models' vectors answer, are filled, are kept to go back to. */
public final class SpaceRoutes {
  private static final String SPACES = "/api/v1/spaces";

  /** A model of some gigabytes is checked and loaded. */
  private static final Duration LOADING = Duration.ofMinutes(5);

  private static final int MAX_NAME = 100;
  private final SpaceBoard spaces;

  public SpaceRoutes(SpaceBoard spaces) {
    this.spaces = spaces;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(SPACES)
            .needs(Scope.OPERATION_READ)
            .summary("The live spaces, and how far each of them is filled")
            .replies(200, "The active one first", SpaceWire.Spaces.class)
            .handledBy(
                request ->
                    spaces
                        .list(request.org())
                        .thenApply(all -> Replies.json(200, SpaceWire.Spaces.of(all)))),
        ApiRoute.post(SPACES)
            .needs(Scope.OPERATION_WRITE)
            .summary("Embed every item with another model too, while the old one answers")
            .body(SpaceWire.SpaceWish.class)
            .replies(202, "It is filled; the list shows how far", SpaceWire.Space.class)
            .problems(Problem.BAD_REQUEST, Problem.BAD_JSON, Problem.SPACE_REFUSED)
            .timeout(LOADING)
            .handledBy(this::add),
        ApiRoute.post(SPACES + "/{id}/activate")
            .needs(Scope.OPERATION_WRITE)
            .summary("Answer searches from another live space: the switch, and the switch back")
            .body(SpaceWire.SwitchWish.class)
            .replies(200, "It answers", SpaceWire.Spaces.class)
            .problems(
                Problem.BAD_REQUEST, Problem.BAD_JSON, Problem.NOT_FOUND, Problem.SPACE_REFUSED)
            .handledBy(this::activate),
        ApiRoute.delete(SPACES + "/{id}")
            .needs(Scope.OPERATION_WRITE)
            .summary("Give a space up that is not active: its model, its index, its owed work")
            .replies(204, "It is gone", "")
            .problems(Problem.NOT_FOUND, Problem.SPACE_REFUSED)
            .handledBy(this::drop));
  }

  private CompletionStage<HttpResponse> add(ApiRequest request) {
    SpaceWire.SpaceWish wish = request.json(SpaceWire.SpaceWish.class);
    String model = Fields.text("model", wish.model(), 1, MAX_NAME);
    boolean switches = !Boolean.FALSE.equals(wish.switchWhenComplete());
    return spaces
        .add(request.org(), model, switches, request.caller().id())
        .thenApply(one -> Replies.accepted(SpaceWire.Space.of(one), SPACES));
  }

  private CompletionStage<HttpResponse> activate(ApiRequest request) {
    boolean force =
        request.hasBody() && Boolean.TRUE.equals(request.json(SpaceWire.SwitchWish.class).force());
    return spaces
        .activate(request.org(), request.pathValue("id"), force, request.caller().id())
        .thenApply(
            all -> Replies.json(200, SpaceWire.Spaces.of(all.orElseThrow(SpaceRoutes::notLive))));
  }

  private CompletionStage<HttpResponse> drop(ApiRequest request) {
    return spaces
        .drop(request.org(), request.pathValue("id"), request.caller().id())
        .thenApply(
            dropped -> {
              if (!dropped) {
                throw notLive();
              }
              return Replies.empty(204);
            });
  }

  private static ProblemException notLive() {
    return new ProblemException(Problem.NOT_FOUND, "There is no live space of this id.");
  }
}
