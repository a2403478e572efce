package dev.muninn.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.internal.Admission;
import dev.muninn.cluster.internal.ClusterBootstrapStart;
import dev.muninn.cluster.internal.HelloRoute;
import dev.muninn.cluster.internal.InternalServer;
import dev.muninn.cluster.internal.JoinRoute;
import dev.muninn.cluster.internal.TrustRoutes;
import dev.muninn.cluster.internal.TrustWatch;
import dev.muninn.cluster.trust.Invitations;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the node a member: of a cluster of its own, or of the one that it finds. */
final class ClusterEntry {
  private static final Logger log = LoggerFactory.getLogger(ClusterEntry.class);
  private static final int PATIENCE_SECONDS = 25;
  private static final int ASK_AGAIN_SECONDS = 10;

  private ClusterEntry() {}

  /** A cluster of its own. */
  static void alone(ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
  }

  /** Opens the port for other nodes, with the ways in, and looks for the cluster. */
  static InternalServer among(ActorSystem<?> system, ClusterPlace place, DataFolder data)
      throws IOException {
    InternalServer server =
        InternalServer.bind(system, place.settings(), place.identity())
            .toCompletableFuture()
            .join();
    Clock clock = Clock.systemUTC();
    HelloRoute.mount(server, system, place.version(), clock);
    TrustFolder trust = TrustFolder.of(data);
    trust.noteContactPoints(place.contactPoints());
    TrustRoutes.mountRevoked(server, system);
    if (trust.hasAuthority()) {
      trust.noteListening(server.uri().getPort());
      Invitations invitations = new Invitations(trust, clock);
      JoinRoute.open(server, system, invitations, place.contactPoints());
      TrustRoutes.mountRenew(server, system, invitations, place.contactPoints());
    }
    TrustWatch.start(system, place.identity(), trust, place.contactPoints(), clock);
    ClusterBootstrapStart.begin(server, system);
    return server;
  }

  /** Blocks until a node that stands alone is its own cluster. */
  static void awaitUp(ActorSystem<?> system) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Membership.isIn(system)) {
      if (System.nanoTime() > deadline) {
        throw new StartException("cluster: this node did not become a member; its log says more");
      }
      rest();
    }
  }

  /**
   * Blocks until the cluster has let this node in, however long that takes: a worker may be started
   * before its server. Contact points that come up meanwhile are asked whether they want it.
   *
   * @throws dev.muninn.cluster.trust.TrustException when one does not
   */
  static void awaitUp(ActorSystem<?> system, ClusterPlace place) {
    Admission admission = new Admission(place.identity(), place.version(), Clock.systemUTC());
    long asked = System.nanoTime();
    while (!Membership.isIn(system)) {
      if (system.getWhenTerminated().toCompletableFuture().isDone()) {
        throw new StartException(
            "cluster: this node was turned away while it joined; its log says why");
      }
      if (System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(ASK_AGAIN_SECONDS)) {
        log.info("event=not-yet-a-member contact-points={}", place.contactPoints());
        ask(admission, place);
        asked = System.nanoTime();
      }
      rest();
    }
  }

  /** Asks the contact points that are there whether they want this node. */
  static void ask(ClusterPlace place) {
    ask(new Admission(place.identity(), place.version(), Clock.systemUTC()), place);
  }

  private static void ask(Admission admission, ClusterPlace place) {
    try {
      admission.ask(place.settings());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new OpenThings.Stopped();
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new OpenThings.Stopped();
    }
  }
}
