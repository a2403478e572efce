package dev.muninn.cluster.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.ClusterSettings;
import dev.muninn.cluster.ClusteredConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import dev.muninn.cluster.ProgramVersion;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that nobody asked at the door, and that joins as akka-management's bootstrap does it. */
class MajorVersionJoinTest {
  @TempDir Path folder;
  private ActorTestKit first;
  private ActorTestKit other;

  private ActorTestKit node(String version) {
    NodeSettings node =
        new NodeSettings(version, EnumSet.of(NodeRole.CORE), new DataFolder(folder));
    ClusterSettings place = new ClusterSettings("127.0.0.1", "127.0.0.1", 0, 0, List.of());
    return ActorTestKit.create(
        "major",
        ConfigFactory.parseString(
                """
                akka.remote.artery.transport = tcp
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                """)
            .withFallback(
                ClusteredConfig.of(place, node, new ProgramVersion(version))
                    .withFallback(ClusterConfig.load(node, ClusterConfig.unresolved())))
            .resolve());
  }

  @AfterEach
  void end() {
    other.shutdownTestKit();
    first.shutdownTestKit();
  }

  private static Cluster begin(ActorTestKit kit) {
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(MemberStatus.up(), cluster.selfMember().status());
              return cluster;
            });
    return cluster;
  }

  private static void join(ActorTestKit kit, Cluster to) {
    Cluster.get(kit.system()).manager().tell(new JoinSeedNodes(List.of(to.selfMember().address())));
  }

  private static long members(Cluster cluster) {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).count();
  }

  @Test
  void anotherMajorVersionEndsItselfAndIsNoMember() throws Exception {
    first = node("3.1.0");
    other = node("4.0.0");
    Cluster cluster = begin(first);
    ActorSystem<?> refused = other.system();
    join(other, cluster);
    refused.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertEquals(1, members(cluster));
  }

  @Test
  void anotherMinorVersionIsLetIn() {
    first = node("3.1.0");
    other = node("3.2.7");
    Cluster cluster = begin(first);
    join(other, cluster);
    first
        .createTestProbe()
        .awaitAssert(
            java.time.Duration.ofSeconds(30),
            () -> {
              assertTrue(members(cluster) == 2, () -> cluster.state().toString());
              return cluster;
            });
  }
}
