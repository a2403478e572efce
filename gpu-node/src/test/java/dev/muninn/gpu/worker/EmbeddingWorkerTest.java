package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.blob.DerivedStore;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.DerivedKey;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import dev.muninn.media.RunId;
import dev.muninn.media.Segment;
import dev.muninn.media.StageFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingWorkerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final OrgId ORG = new OrgId("home");
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "1", 2);
  private final ActorTestKit kit = ActorTestKit.create();
  private final FakeModel model = new FakeModel();
  private final List<EmbeddingModel> loaded = new CopyOnWriteArrayList<>(List.of(model));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void announcesItselfToEachDispatcherAndAgainWhileIdle() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    start();
    EmbeddingSignal.Ready ready = dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
    assertEquals(SPACE, ready.spaces().get(0));
    assertEquals(4, ready.capacity());
    assertEquals("node-1", ready.node());
    dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
    TestProbe<EmbeddingSignal> late = registered();
    late.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  @Test
  void answersEachItemAndIsReadyAgain() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    start();
    EmbedTask good = task('a', 2);
    EmbedTask bad = task('b', 1);
    model.refuse = bad.segments().get(0).proxy().value();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(good, bad), dispatcher.ref()));
    EmbeddingSignal.Answered answered = answered(dispatcher);
    assertEquals("b1", answered.batchId());
    EmbedAnswer.Vectors vectors =
        assertInstanceOf(EmbedAnswer.Vectors.class, answered.answers().get(0));
    assertEquals(List.of(0, 1), vectors.vectors().stream().map(v -> v.segment()).toList());
    assertEquals(List.of(new Label("cat", 0.5, List.of(0, 1))), vectors.labels());
    assertEquals(NOW, vectors.startedAt());
    EmbedAnswer.Refused refused =
        assertInstanceOf(EmbedAnswer.Refused.class, answered.answers().get(1));
    assertEquals(bad.mediaId(), refused.mediaId());
    assertEquals(ErrorCode.PROXY_MISSING, refused.failure().code());
    dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  @Test
  void holdsOneBatchOfADispatcherAtATime() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    model.held = new CompletableFuture<>();
    start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    CompletableFuture<List<ImageOutcome>> held = model.awaitHeld();
    // the worker has the batch: what it said before lies before this mark, and it says no more
    dispatcher.ref().tell(new EmbeddingSignal.Answered("mark", "test", List.of()));
    assertEquals("mark", answered(dispatcher).batchId());
    dispatcher.expectNoMessage(Duration.ofMillis(300));
    held.complete(List.of(model.vector()));
    assertEquals("b1", answered(dispatcher).batchId());
  }

  @Test
  void refusesTheWholeBatchWhenTheModelFails() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    model.held = CompletableFuture.failedFuture(new IllegalStateException("out of memory"));
    start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    EmbedAnswer.Refused refused =
        assertInstanceOf(EmbedAnswer.Refused.class, answered(dispatcher).answers().get(0));
    assertEquals(ErrorCode.MODEL_FAILED, refused.failure().code());
    assertEquals("out of memory", refused.failure().detail());
  }

  @Test
  void worksNotInAForeignSpace() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    start();
    EmbeddingSpace other = new EmbeddingSpace("other", "1", 2);
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", other, List.of(task('a', 1)), dispatcher.ref()));
    assertTrue(answered(dispatcher).answers().isEmpty());
  }

  @Test
  void namesTheSpacesOfAllModelsAndForgetsOneThatIsClosed() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    EmbeddingSpace other = new EmbeddingSpace("other", "1", 2);
    loaded.add(new FakeModel(other));
    start();
    assertEquals(List.of(SPACE, other), ready(dispatcher).spaces());
    loaded.remove(1);
    dispatcher.fishForMessage(
        Duration.ofSeconds(3),
        signal ->
            signal instanceof EmbeddingSignal.Ready ready && ready.spaces().equals(List.of(SPACE))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void whatItHeldWhenItsModelWasClosedIsGivenBackWithoutBlame() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    model.held = new CompletableFuture<>();
    start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    CompletableFuture<List<ImageOutcome>> held = model.awaitHeld();
    loaded.clear();
    held.completeExceptionally(new CancellationException("the model was closed"));
    assertTrue(answered(dispatcher).answers().isEmpty());
  }

  private TestProbe<EmbeddingSignal> registered() {
    TestProbe<EmbeddingSignal> probe = kit.createTestProbe();
    kit.system()
        .receptionist()
        .tell(Receptionist.register(EmbeddingSignal.DISPATCHERS, probe.ref()));
    return probe;
  }

  private void start() {
    kit.spawn(
        EmbeddingWorker.create(
            () -> List.copyOf(loaded),
            new FakeStore(),
            new WorkerSettings(4, Duration.ofMillis(100)),
            "node-1",
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private static EmbeddingSignal.Ready ready(TestProbe<EmbeddingSignal> dispatcher) {
    return dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  private static EmbeddingSignal.Answered answered(TestProbe<EmbeddingSignal> dispatcher) {
    EmbeddingSignal signal = dispatcher.receiveMessage();
    while (signal instanceof EmbeddingSignal.Ready) {
      signal = dispatcher.receiveMessage();
    }
    return assertInstanceOf(EmbeddingSignal.Answered.class, signal);
  }

  private static EmbedTask task(char letter, int segments) {
    MediaId id = new MediaId(String.valueOf(letter).repeat(26));
    RunId run = RunId.random();
    List<Segment> list = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      list.add(new Segment(i, 0, 0, DerivedKey.of(ORG, id, run, "proxy-" + i + ".jpg")));
    }
    return new EmbedTask(ORG, id, list);
  }

  /** Sees a cat everywhere, but for one proxy that is missing. */
  private static final class FakeModel implements EmbeddingModel {
    private volatile String refuse = "";
    private volatile CompletableFuture<List<ImageOutcome>> held;
    private final CompletableFuture<Void> called = new CompletableFuture<>();
    private final EmbeddingSpace space;

    FakeModel() {
      this(SPACE);
    }

    FakeModel(EmbeddingSpace space) {
      this.space = space;
    }

    ImageOutcome vector() {
      return new ImageOutcome.Seen(
          Embedding.canonical(new float[] {3, 4}), List.of(new Label("cat", 0.5)));
    }

    CompletableFuture<List<ImageOutcome>> awaitHeld() {
      called.orTimeout(5, TimeUnit.SECONDS).join();
      return held;
    }

    @Override
    public EmbeddingSpace space() {
      return space;
    }

    @Override
    public CompletionStage<List<ImageOutcome>> embedImages(List<Path> proxies) {
      called.complete(null);
      if (held != null) {
        return held;
      }
      return CompletableFuture.completedFuture(
          proxies.stream()
              .map(
                  p ->
                      !refuse.isEmpty() && p.endsWith(refuse)
                          ? new ImageOutcome.Refused(
                              new StageFailure(ErrorCode.PROXY_MISSING, "gone"))
                          : vector())
              .toList());
    }

    @Override
    public CompletionStage<Embedding> embedText(String text) {
      throw new UnsupportedOperationException("the worker embeds no text");
    }

    @Override
    public void close() {}
  }

  private static final class FakeStore implements DerivedStore {
    @Override
    public Path path(DerivedKey key) {
      return Path.of("derived").resolve(key.value());
    }

    @Override
    public void adopt(Path finished, DerivedKey key) {
      throw new UnsupportedOperationException("the worker writes nothing");
    }

    @Override
    public void discard(DerivedKey key) {
      throw new UnsupportedOperationException("workers delete nothing");
    }

    @Override
    public Workbench workbench() {
      throw new UnsupportedOperationException("the worker writes nothing");
    }
  }
}
