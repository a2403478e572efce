package dev.muninn.node;

import com.typesafe.config.ConfigException;
import dev.muninn.cluster.ClusterConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads classes that are needed next while the start waits for the database: it is a second in
 * which the other core has nothing to do. Losing is no failure.
 */
final class Warmup {
  private static final Logger log = LoggerFactory.getLogger(Warmup.class);
  private static final String[] CLASSES = {
    "akka.actor.typed.ActorSystem",
    "akka.actor.LocalActorRefProvider",
    "akka.cluster.ClusterActorRefProvider",
    "akka.cluster.Cluster",
    "akka.cluster.ClusterCoreDaemon",
    "akka.cluster.sharding.ClusterSharding",
    "akka.cluster.sharding.ShardRegion",
    "akka.cluster.ddata.Replicator",
    "akka.remote.artery.ArteryTransport",
    "akka.serialization.jackson.JacksonCborSerializer",
    "akka.stream.SystemMaterializer",
    "akka.stream.impl.fusing.GraphInterpreter",
    "akka.http.javadsl.Http",
    "akka.http.scaladsl.Http",
    "akka.http.impl.engine.server.HttpServerBluePrint",
    "akka.persistence.Persistence",
    "akka.persistence.jdbc.journal.JdbcAsyncWriteJournal",
    "slick.jdbc.PostgresProfile",
    "ai.onnxruntime.OrtEnvironment"
  };

  private Warmup() {}

  static void start() {
    Thread thread = new Thread(Warmup::run, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    try {
      ClusterConfig.unresolved();
    } catch (ConfigException broken) {
      // the start itself reads it again, and says it in words
      return;
    }
    for (String name : CLASSES) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException | LinkageError other) {
        log.debug("event=not-warmed class={}", name, other);
      }
    }
  }
}
