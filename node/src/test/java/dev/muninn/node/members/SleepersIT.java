package dev.muninn.node.members;

import static dev.muninn.node.members.TestMembers.await;
import static dev.muninn.node.members.TestMembers.members;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import dev.muninn.cluster.NodeRole;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Machines that are not always on, and what their going does to the one that is. */
class SleepersIT {
  /**
   * The second one had seen the first one go: to the split brain resolver that looks as if some
   * members heard each other and others not, and it would end all of them.
   */
  @Test
  void oneThatSleepsSoonAfterAnotherLeavesTheServerWhereItIs() {
    try (TestMembers nodes = new TestMembers()) {
      ActorSystem<Void> server = nodes.begin("server");
      AwayMembers.start(server);
      ActorSystem<Void> vault = nodes.joined(server, "vault", NodeRole.INGEST);
      ActorSystem<Void> laptop = nodes.joined(server, "laptop", NodeRole.GPU);
      await(() -> members(server) == 3 && members(laptop) == 3 && members(vault) == 3);
      vault.terminate();
      await(() -> !Cluster.get(server).state().getUnreachable().isEmpty());
      // about when the other one would have noticed
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      laptop.terminate();
      await(() -> members(server) == 1);
      assertEquals(MemberStatus.up(), Cluster.get(server).selfMember().status());
    }
  }
}
