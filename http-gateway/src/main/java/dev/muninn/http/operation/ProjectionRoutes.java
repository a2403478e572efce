package dev.muninn.http.operation;

import dev.muninn.catalog.ProjectionStates;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Replies;
import java.util.List;

/** {@code /api/v1/projections}: how far the views of this node have come. */
public final class ProjectionRoutes {
  private final ProjectionStates projections;

  public ProjectionRoutes(ProjectionStates projections) {
    this.projections = projections;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/projections")
            .needs(Scope.OPERATION_READ)
            .summary("How far each projection has come, who is parked, what holds all of them up")
            .replies(200, "Their states", ProjectionWire.States.class)
            .handledBy(
                request ->
                    projections
                        .states()
                        .thenApply(
                            s -> Replies.json(200, ProjectionWire.States.of(s, request.org())))),
        ApiRoute.post("/api/v1/projections/release")
            .needs(Scope.OPERATION_WRITE)
            .summary("Give the projections again what parked entities missed")
            .replies(200, "What became of them", ProjectionWire.Released.class)
            .handledBy(
                request ->
                    projections
                        .release()
                        .thenApply(
                            r ->
                                Replies.json(
                                    200,
                                    new ProjectionWire.Released(r.released(), r.stillParked())))));
  }
}
