package dev.muninn.gpu.worker;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worker as it stands among dispatchers that a test plays. */
final class WorkerFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final OrgId ORG = new OrgId("home");
  static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "1", 2);
  final ActorTestKit kit = ActorTestKit.create();
  final FakeModel model = new FakeModel();
  final List<EmbeddingModel> loaded = new CopyOnWriteArrayList<>(List.of(model));
  volatile WorkerModels models = () -> List.copyOf(loaded);
  volatile ProxySource source = keys -> CompletableFuture.completedFuture(near(keys));
  volatile List<WorkerFacts.Card> cards = List.of();

  @Override
  public void close() {
    kit.shutdownTestKit();
  }

  private static ProxySource.Proxies near(List<DerivedKey> keys) {
    List<Path> paths = keys.stream().map(key -> Path.of("derived").resolve(key.value())).toList();
    return new ProxySource.Proxies() {
      @Override
      public List<Path> paths() {
        return paths;
      }

      @Override
      public void close() {}
    };
  }

  TestProbe<EmbeddingSignal> registered() {
    TestProbe<EmbeddingSignal> probe = kit.createTestProbe();
    kit.system()
        .receptionist()
        .tell(Receptionist.register(EmbeddingSignal.DISPATCHERS, probe.ref()));
    return probe;
  }

  void start() {
    kit.spawn(
        EmbeddingWorker.create(
            models,
            keys -> source.fetch(keys),
            new Cards(() -> cards, Runnable::run, Clock.fixed(NOW, ZoneOffset.UTC)),
            new WorkerSettings(4, 4, Duration.ofMillis(500), Duration.ofMillis(100)),
            "node-1",
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  static EmbeddingSignal.Ready ready(TestProbe<EmbeddingSignal> dispatcher) {
    return dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  /** What it says when it holds these batches and no others. */
  static EmbeddingSignal.Ready holding(TestProbe<EmbeddingSignal> dispatcher, String... batches) {
    while (true) {
      if (dispatcher.receiveMessage() instanceof EmbeddingSignal.Ready ready
          && ready.holding().equals(List.of(batches))) {
        return ready;
      }
    }
  }

  static EmbeddingSignal.Answered answered(TestProbe<EmbeddingSignal> dispatcher) {
    return next(dispatcher, EmbeddingSignal.Answered.class);
  }

  static EmbeddingSignal.Declined declined(TestProbe<EmbeddingSignal> dispatcher) {
    return next(dispatcher, EmbeddingSignal.Declined.class);
  }

  static <T extends EmbeddingSignal> T next(
      TestProbe<EmbeddingSignal> dispatcher, Class<T> wanted) {
    EmbeddingSignal signal = dispatcher.receiveMessage();
    while (!wanted.isInstance(signal)) {
      signal = dispatcher.receiveMessage();
    }
    return wanted.cast(signal);
  }

  static EmbedTask task(char letter, int segments) {
    MediaId id = new MediaId(String.valueOf(letter).repeat(26));
    RunId run = RunId.random();
    List<Segment> list = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      list.add(new Segment(i, 0, 0, DerivedKey.of(ORG, id, run, "proxy-" + i + ".jpg")));
    }
    return new EmbedTask(ORG, id, list);
  }
}
