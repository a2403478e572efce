package dev.muninn.cluster.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** A fresh, migrated database on the one embedded server of this test JVM. */
public final class TestDatabase implements AutoCloseable {

  public static TestDatabase create() {
    return new TestDatabase();
  }

  public Databases databases() {
    return null;
  }

  /**
   * For {@code ActorTestKit.create} or {@code ActorSystem.create}: the node's configuration on this
   * database.
   */
  public Config akkaConfig() {
    return ConfigFactory.load();
  }

  @Override
  public void close() {}
}
