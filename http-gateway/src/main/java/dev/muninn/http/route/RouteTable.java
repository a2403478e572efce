package dev.muninn.http.route;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All routes. Two of the same method and path are a mistake that stops the start. */
public record RouteTable(List<ApiRoute> routes) {
  public RouteTable {
    routes =
        routes.stream().sorted(Comparator.comparing((ApiRoute r) -> !r.path().literal())).toList();
    Set<String> seen = new HashSet<>();
    for (ApiRoute route : routes) {
      if (!seen.add(route.method() + " " + route.path().text().replaceAll("\\{[^}]*}", "{}"))) {
        throw new IllegalArgumentException("registered twice: " + route.path().text());
      }
    }
  }

  /** The routes of this path, literal ones first, with the values of their parameters. */
  List<Match> at(List<String> segments) {
    return routes.stream()
        .map(route -> route.path().match(segments).map(values -> new Match(route, values)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A route and the values that the path gives to its parameters. */
  record Match(ApiRoute route, List<PathTemplate.PathValue> values) {}
}
