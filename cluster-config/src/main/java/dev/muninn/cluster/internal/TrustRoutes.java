package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.Invitations.Certified;
import dev.muninn.cluster.trust.Revocations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the certificates of nodes good: {@code POST /renew} where the authority is, {@code GET
 * /revoked} everywhere. Both answer nodes of the cluster alone.
 */
public final class TrustRoutes {
  static final String RENEW = "renew";
  static final String REVOKED = "revoked";
  private static final Logger log = LoggerFactory.getLogger(TrustRoutes.class);

  private TrustRoutes() {}

  /** Passes the list of revoked nodes on. */
  public static void mountRevoked(InternalServer server, ActorSystem<?> system) {
    Revocations revocations = server.identity().revocations();
    Executor blocking = blocking(system);
    server.mount(
        REVOKED,
        (request, peer) -> {
          request.discardEntityBytes(system);
          return CompletableFuture.supplyAsync(() -> listed(revocations), blocking);
        });
  }

  private static HttpResponse listed(Revocations revocations) {
    try {
      return HttpResponse.create().withEntity(revocations.text());
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /**
   * Gives a node that shows a good certificate a further one: the handshake has proved that it has
   * the key.
   *
   * @param contactPoints what it is to be told, host:port
   */
  public static void mountRenew(
      InternalServer server,
      ActorSystem<?> system,
      Invitations invitations,
      List<String> contactPoints) {
    Executor blocking = blocking(system);
    server.mount(
        RENEW,
        (request, peer) -> {
          request.discardEntityBytes(system);
          return renewed(request, peer, invitations, contactPoints, blocking);
        });
  }

  private static CompletionStage<HttpResponse> renewed(
      HttpRequest request,
      Peer peer,
      Invitations invitations,
      List<String> contactPoints,
      Executor blocking) {
    if (!request.method().equals(HttpMethods.POST) || peer.certificate().isEmpty()) {
      return CompletableFuture.completedFuture(InternalReplies.nothingThere());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          Certified made = invitations.renew(peer.certificate().get());
          log.info("event=node-certified-again node={} host={}", made.name(), made.host());
          return InternalReplies.json(
              200, new ClusterWire.Joined(made.name(), made.host(), made.pem(), contactPoints));
        },
        blocking);
  }

  private static Executor blocking(ActorSystem<?> system) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
  }
}
