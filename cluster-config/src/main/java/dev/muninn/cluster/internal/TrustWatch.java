package dev.muninn.cluster.internal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.trust.NodeIdentity;
import dev.muninn.cluster.trust.TrustException;
import dev.muninn.cluster.trust.TrustFolder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds after the trust of a running node: has its certificate renewed when a
 * third of its life is left, fetches the list of revoked nodes, and, on a core node, downs members
 * that come to be on it.
 */
public final class TrustWatch {
  private static final Logger log = LoggerFactory.getLogger(TrustWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final NodeIdentity identity;
  private final TrustFolder folder;
  private final TrustClient client;
  private final List<String> contactPoints;
  private final Clock clock;
  private Map<String, Instant> revoked;
  private boolean dueTold;

  private TrustWatch(
      ActorSystem<?> system,
      NodeIdentity identity,
      TrustFolder folder,
      List<String> contactPoints,
      Clock clock) {
    this.system = system;
    this.identity = identity;
    this.folder = folder;
    this.client = new TrustClient(identity);
    this.contactPoints = List.copyOf(contactPoints);
    this.clock = clock;
    this.revoked = Map.copyOf(identity.revocations().list());
  }

  /**
   * Begins to look.
   *
   * @param contactPoints host:port of the internal HTTPS of core nodes
   */
  public static void start(
      ActorSystem<?> system,
      NodeIdentity identity,
      TrustFolder folder,
      List<String> contactPoints,
      Clock clock) {
    TrustWatch watch = new TrustWatch(system, identity, folder, contactPoints, clock);
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("muninn.blocking-dispatcher"));
    system
        .scheduler()
        .scheduleWithFixedDelay(
            EVERY, EVERY, () -> blocking.execute(watch::look), system.executionContext());
  }

  private synchronized void look() {
    try {
      if (identity.isRenewalDue(clock.instant())) {
        renew();
      }
      client.fetchRevoked(contactPoints);
      downWhoWasRevoked();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.warn("event=trust-not-tended, next try in {}", EVERY, e);
    }
  }

  private void renew() throws IOException, InterruptedException {
    try {
      if (folder.hasAuthority()) {
        identity.renewHere(clock.instant());
      } else {
        client.renew(contactPoints);
      }
      dueTold = false;
      log.info("event=certificate-renewed until={}", identity.until());
    } catch (TrustException refused) {
      if (!dueTold) {
        log.warn("event=certificate-not-renewed cause='{}'", refused.getMessage());
        dueTold = true;
      }
    }
  }

  /** Those who are new on the list: a node of the same name may be invited again later. */
  private void downWhoWasRevoked() {
    Map<String, Instant> now = Map.copyOf(identity.revocations().list());
    Set<String> fresh = new HashSet<>(now.keySet());
    fresh.removeIf(name -> now.get(name).equals(revoked.get(name)));
    revoked = now;
    Cluster cluster = Cluster.get(system);
    if (fresh.isEmpty() || !cluster.selfMember().hasRole(NodeRole.CORE.word())) {
      return;
    }
    for (Member member : cluster.state().getMembers()) {
      if (fresh.stream().anyMatch(name -> member.hasRole(ClusterConfig.NAME_ROLE + name))) {
        log.warn("event=revoked-member-downed address={}", member.address());
        cluster.manager().tell(new Down(member.address()));
      }
    }
  }
}
