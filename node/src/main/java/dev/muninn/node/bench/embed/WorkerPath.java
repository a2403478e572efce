package dev.muninn.node.bench.embed;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.gpu.worker.ProxySource;
import dev.muninn.gpu.worker.WorkerSettings;
import dev.muninn.gpu.worker.WorkerStart;
import dev.muninn.hash.Blake3;
import dev.muninn.media.Base32;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The worker of a node as it is, in a system of its own, and a dispatcher that always has work. */
final class WorkerPath implements AutoCloseable {
  private static final OrgId ORG = new OrgId("bench");

  /** Of one message between nodes; what the reference configuration has as the most. */
  private static final int MOST = 256;

  private final ActorSystem<Void> system;
  private final ActorRef<EndlessDispatcher.Message> dispatcher;

  WorkerPath(EmbeddingModel model, List<Path> proxies, int capacity) {
    // nothing leaves this process: no cluster, no remoting, no configuration of a node
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "muninn-bench-worker",
            ConfigFactory.parseString(
                    "akka.actor.provider = local, akka.jvm-shutdown-hooks = off,"
                        + " akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off")
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    Map<DerivedKey, Path> files = new HashMap<>();
    List<EmbedTask> tasks = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      MediaId item = new MediaId(id(i));
      DerivedKey key = DerivedKey.of(ORG, item, new RunId(id(i)), "proxy-0.jpg");
      files.put(key, proxies.get(i % proxies.size()));
      tasks.add(new EmbedTask(ORG, item, List.of(new Segment(0, 0, 0, key))));
    }
    dispatcher =
        system.systemActorOf(
            EndlessDispatcher.create(model.space(), tasks), "dispatcher", Props.empty());
    WorkerStart.on(
        system,
        () -> List.of(model),
        new Near(files),
        new WorkerSettings(capacity, MOST, Duration.ofMillis(500), Duration.ofMillis(200)),
        "bench");
  }

  private static String id(int i) {
    return Base32.encode(
        Arrays.copyOf(Blake3.hash(ByteBuffer.allocate(Integer.BYTES).putInt(0, i).array()), 16));
  }

  /** Seconds until so many are answered. Blocking. */
  double seconds(int items) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long begin = System.nanoTime();
    dispatcher.tell(new EndlessDispatcher.Run(items, done));
    done.join();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Files that are there already. */
  private record Near(Map<DerivedKey, Path> files) implements ProxySource {
    @Override
    public CompletionStage<Proxies> fetch(List<DerivedKey> keys) {
      List<Path> paths = keys.stream().map(files::get).toList();
      return CompletableFuture.completedFuture(
          new Proxies() {
            @Override
            public List<Path> paths() {
              return paths;
            }

            @Override
            public void close() {}
          });
    }
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
