package dev.muninn.node.members;

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

/** Members of one cluster in this process, without database and certificates. */
final class TestMembers implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  /** The first one. */
  ActorSystem<Void> begin(String name) {
    ActorSystem<Void> node = node(name, NodeRole.CORE);
    return join(node, node);
  }

  ActorSystem<Void> joined(ActorSystem<Void> server, String name, NodeRole role) {
    return join(node(name, role), server);
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

  private static ActorSystem<Void> join(ActorSystem<Void> node, ActorSystem<Void> server) {
    Cluster.get(node).manager().tell(Join.create(Cluster.get(server).selfMember().address()));
    await(() -> Cluster.get(node).selfMember().status().equals(MemberStatus.up()));
    return node;
  }

  /** How many there are, as one of them sees it. */
  static long members(ActorSystem<Void> node) {
    Iterable<Member> members = Cluster.get(node).state().getMembers();
    return StreamSupport.stream(members.spliterator(), false).count();
  }

  static void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come to that");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    systems.forEach(ActorSystem::terminate);
  }
}
