package dev.muninn.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;

/** Joins the cluster that is configured, or is one alone. */
public final class ClusterMembership {
  private ClusterMembership() {}

  /**
   * With {@code muninn.cluster.seed-nodes} Akka joins those by itself; without, the node joins
   * itself.
   */
  public static void join(ActorSystem<?> system) {
    if (system.settings().config().getStringList("muninn.cluster.seed-nodes").isEmpty()) {
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
  }
}
