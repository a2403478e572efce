package dev.muninn.http.route;

import dev.muninn.http.auth.Scope;
import java.util.Objects;

/** Who may call a route. There is no third way, and no default. */
public sealed interface RoutePolicy {

  /** Anybody; the reason is for the reader of the registry. */
  record Open(String reason) implements RoutePolicy {
    public Open {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** A signed-in participant with this scope. */
  record Needs(Scope scope) implements RoutePolicy {
    public Needs {
      Objects.requireNonNull(scope, "scope");
    }
  }
}
