package dev.muninn.cluster.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.muninn.cluster.ClusterConfig;
import dev.muninn.cluster.DataFolder;
import dev.muninn.cluster.NodeRole;
import dev.muninn.cluster.NodeSettings;
import java.nio.file.Path;
import java.util.EnumSet;

/**
 * A fresh, migrated database on the one embedded server of this test JVM; all migrations on the
 * class path are in it. Close it after the actor system that used it.
 */
public final class TestDatabase implements AutoCloseable {
  private static final int POOL = 6;

  private final NodeDatabase database;

  private TestDatabase(NodeDatabase database) {
    this.database = database;
  }

  public static TestDatabase create() {
    return new TestDatabase(NodeDatabase.attach(TestServer.shared().createDatabase(), POOL, POOL));
  }

  public Databases databases() {
    return database.databases();
  }

  public DatabaseAccess access() {
    return database.access();
  }

  /** For nodes in processes of their own. */
  public DatabaseSettings.Outer outer() {
    return TestServer.shared().superuserOf(access());
  }

  /**
   * For {@code ActorTestKit.create} or {@code ActorSystem.create}: a node's configuration on this
   * database, every role, a cluster that waits for {@code Join}, and a JVM that outlives it.
   */
  public Config akkaConfig() {
    NodeSettings node =
        new NodeSettings(
            "test-node",
            EnumSet.allOf(NodeRole.class),
            new DataFolder(Path.of(System.getProperty("java.io.tmpdir"), "muninn-test-data")));
    Config quick =
        ConfigFactory.parseString(
            """
            akka.loglevel = WARNING
            akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            akka.cluster.down-removal-margin = off
            muninn.database.journal-pool = 4
            """);
    return ClusterConfig.load(node, access(), quick.withFallback(ClusterConfig.unresolved()))
        .resolve();
  }

  @Override
  public void close() {
    database.close();
    TestServer.shared().dropDatabase(access());
  }
}
