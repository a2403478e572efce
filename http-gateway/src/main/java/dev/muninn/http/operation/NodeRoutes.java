package dev.muninn.http.operation;

import akka.http.javadsl.model.HttpResponse;
import dev.muninn.catalog.ClusterNodes;
import dev.muninn.http.auth.Scope;
import dev.muninn.http.problem.Problem;
import dev.muninn.http.problem.ProblemException;
import dev.muninn.http.route.ApiRequest;
import dev.muninn.http.route.ApiRoute;
import dev.muninn.http.route.Replies;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/nodes}: the machines that Muninn runs on. */
public final class NodeRoutes {
  private static final String NODES = "/api/v1/nodes";
  private final ClusterNodes nodes;

  public NodeRoutes(ClusterNodes nodes) {
    this.nodes = nodes;
  }

  public List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(NODES)
            .needs(Scope.OPERATION_READ)
            .summary("The nodes of the cluster: what they do, whether they are in reach")
            .replies(200, "By name", NodeWire.Nodes.class)
            .handledBy(
                request ->
                    nodes
                        .list()
                        .thenCombine(nodes.notices(), NodeWire.Nodes::of)
                        .thenApply(all -> Replies.json(200, all))),
        ApiRoute.post(NODES + "/{name}/drain")
            .needs(Scope.OPERATION_WRITE)
            .summary("Let a node finish what it holds, and end")
            .replies(202, "It has begun; the list shows when it is gone", NodeWire.Draining.class)
            .problems(Problem.NOT_FOUND)
            .handledBy(this::drain));
  }

  private CompletionStage<HttpResponse> drain(ApiRequest request) {
    String name = request.pathValue("name");
    return nodes
        .drain(name)
        .thenApply(
            begun -> {
              if (!begun) {
                throw new ProblemException(
                    Problem.NOT_FOUND, "No node of this name answers; the list says who is there.");
              }
              return Replies.accepted(new NodeWire.Draining(name), NODES);
            });
  }
}
