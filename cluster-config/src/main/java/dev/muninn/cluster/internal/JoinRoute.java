package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.Invitations.Certified;
import dev.muninn.cluster.trust.Refusals;
import dev.muninn.cluster.trust.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /join}: the one thing that a node without a certificate is answered. */
public final class JoinRoute {
  static final String PREFIX = "join";
  private static final Logger log = LoggerFactory.getLogger(JoinRoute.class);
  private static final int MOST_BYTES = 16 * 1024;
  private static final long PATIENCE_MS = 5_000;

  private final ActorSystem<?> system;
  private final Invitations invitations;
  private final Refusals refusals;
  private final List<String> contactPoints;
  private final Executor blocking;

  private JoinRoute(
      ActorSystem<?> system,
      Invitations invitations,
      Refusals refusals,
      List<String> contactPoints) {
    this.system = system;
    this.invitations = invitations;
    this.refusals = refusals;
    this.contactPoints = List.copyOf(contactPoints);
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
  }

  /**
   * Opens the way in on a node that has the authority.
   *
   * @param contactPoints what a new node is to be told, host:port
   */
  public static void open(
      InternalServer server,
      ActorSystem<?> system,
      Invitations invitations,
      List<String> contactPoints) {
    JoinRoute route =
        new JoinRoute(system, invitations, server.identity().refusals(), contactPoints);
    server.mountOpen(PREFIX, route::serve);
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request, String from) {
    if (!request.method().equals(HttpMethods.POST)) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(InternalReplies.nothingThere());
    }
    return InternalReplies.read(request, ClusterWire.Join.class, MOST_BYTES, PATIENCE_MS, system)
        .thenApplyAsync(join -> certified(join, from), blocking);
  }

  private HttpResponse certified(ClusterWire.Join join, String from) {
    try {
      Certified made = invitations.accept(join.id(), join.secret(), join.request(), from);
      log.info("event=node-certified node={} host={}", made.name(), made.host());
      return InternalReplies.json(
          200, new ClusterWire.Joined(made.name(), made.host(), made.pem(), contactPoints));
    } catch (TrustException refused) {
      refusals.add(from, refused.getMessage());
      return InternalReplies.json(
          403, new InternalReplies.Refused("invitation-refused", refused.getMessage()));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
