package dev.muninn.node.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Machines that are not always on, and what their going does to the one that is. */
class SleepersIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @AfterEach
  void end() {
    systems.forEach(ActorSystem::terminate);
  }

  private ActorSystem<Void> node(String name, NodeRole role) {
    NodeSettings settings =
        new NodeSettings(name, Set.of(role), new DataFolder(Path.of("target", name)));
    Config plain =
        ConfigFactory.parseString(
                """
                akka.coordinated-shutdown.run-by-actor-system-terminate = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                akka.loglevel = WARNING
                """)
            .withFallback(ClusterConfig.unresolved());
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(), "muninn", ClusterConfig.load(settings, plain).resolve());
    systems.add(system);
    return system;
  }

  private ActorSystem<Void> joined(ActorSystem<Void> server, String name, NodeRole role) {
    ActorSystem<Void> node = node(name, role);
    Cluster.get(node).manager().tell(Join.create(Cluster.get(server).selfMember().address()));
    await(() -> isUp(node));
    return node;
  }

  private static boolean isUp(ActorSystem<Void> node) {
    return Cluster.get(node).selfMember().status().equals(MemberStatus.up());
  }

  private static long members(ActorSystem<Void> node) {
    Iterable<Member> members = Cluster.get(node).state().getMembers();
    return StreamSupport.stream(members.spliterator(), false).count();
  }

  private static void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come to that");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /**
   * The second one had seen the first one go: to the split brain resolver that looks as if some
   * members heard each other and others not, and it would end all of them.
   */
  @Test
  void oneThatSleepsSoonAfterAnotherLeavesTheServerWhereItIs() {
    ActorSystem<Void> server = node("server", NodeRole.CORE);
    Cluster.get(server).manager().tell(Join.create(Cluster.get(server).selfMember().address()));
    await(() -> isUp(server));
    AwayMembers.start(server);
    ActorSystem<Void> vault = joined(server, "vault", NodeRole.INGEST);
    ActorSystem<Void> laptop = joined(server, "laptop", NodeRole.GPU);
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
