package dev.muninn.gpu.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private volatile ProxySource source = keys -> CompletableFuture.completedFuture(near(keys));
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
    assertEquals(List.of(SPACE), ready.facts().spaces());
    assertEquals("a card of tests", ready.facts().models().get(0).device());
    assertEquals(4, ready.capacity());
    assertEquals("node-1", ready.facts().node());
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
    assertEquals("b1", next(dispatcher, EmbeddingSignal.Finished.class).batchId());
    assertTrue(next(dispatcher, EmbeddingSignal.Ready.class).capacity() > 0);
  }

  @Test
  void takesASecondBatchWhileItWorksAndNoThird() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    model.held = new CompletableFuture<>();
    start();
    EmbeddingSignal.Ready ready = ready(dispatcher);
    ready
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    assertEquals(4, holding(dispatcher, "b1").capacity());
    ready
        .worker()
        .tell(new WorkerCommand.Embed("b2", SPACE, List.of(task('b', 1)), dispatcher.ref()));
    assertEquals(0, holding(dispatcher, "b1", "b2").capacity());
    model.held.complete(List.of(model.vector()));
    String first = answered(dispatcher).batchId();
    String second = answered(dispatcher).batchId();
    assertEquals(Set.of("b1", "b2"), new HashSet<>(List.of(first, second)));
    assertTrue(holding(dispatcher).capacity() > 0);
  }

  @Test
  void finishesWhatItHoldsWhenItIsDrainedAndGoes() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    TestProbe<Done> done = kit.createTestProbe();
    model.held = new CompletableFuture<>();
    start();
    ActorRef<WorkerCommand> worker = ready(dispatcher).worker();
    worker.tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    holding(dispatcher, "b1");
    worker.tell(new WorkerCommand.Drain(done.ref()));
    worker.tell(new WorkerCommand.Embed("b2", SPACE, List.of(task('b', 1)), dispatcher.ref()));
    assertEquals("b2", declined(dispatcher).batchId());
    model.held.complete(List.of(model.vector()));
    assertEquals("b1", answered(dispatcher).batchId());
    done.receiveMessage();
    dispatcher.expectTerminated(worker);
  }

  @Test
  void givesBackWhatItHoldsWhenItsNodeStops() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    TestProbe<Done> done = kit.createTestProbe();
    model.held = new CompletableFuture<>();
    start();
    ActorRef<WorkerCommand> worker = ready(dispatcher).worker();
    worker.tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    worker.tell(new WorkerCommand.Leave(done.ref()));
    assertEquals("b1", declined(dispatcher).batchId());
    done.receiveMessage();
  }

  @Test
  void saysNothingOfProxiesThatItCannotReach() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    source = keys -> CompletableFuture.failedFuture(new IOException("the share is not mounted"));
    start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    EmbeddingSignal.Declined declined = declined(dispatcher);
    assertTrue(declined.words().contains("not mounted"), declined.words());
  }

  @Test
  void isFoundByTheSpacesThatItFills() {
    TestProbe<Receptionist.Listing> listings = kit.createTestProbe();
    start();
    kit.system()
        .receptionist()
        .tell(Receptionist.subscribe(WorkerCommand.workersOf(SPACE), listings.ref()));
    listings.fishForMessage(
        Duration.ofSeconds(3),
        listing ->
            listing.getServiceInstances(WorkerCommand.workersOf(SPACE)).isEmpty()
                ? FishingOutcomes.continueAndIgnore()
                : FishingOutcomes.complete());
    loaded.clear();
    listings.fishForMessage(
        Duration.ofSeconds(3),
        listing ->
            listing.getServiceInstances(WorkerCommand.workersOf(SPACE)).isEmpty()
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
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
    assertTrue(declined(dispatcher).words().contains(other.id()));
  }

  @Test
  void namesTheSpacesOfAllModelsAndForgetsOneThatIsClosed() {
    TestProbe<EmbeddingSignal> dispatcher = registered();
    EmbeddingSpace other = new EmbeddingSpace("other", "1", 2);
    loaded.add(new FakeModel(other));
    start();
    assertEquals(List.of(SPACE, other), ready(dispatcher).facts().spaces());
    loaded.remove(1);
    dispatcher.fishForMessage(
        Duration.ofSeconds(3),
        signal ->
            signal instanceof EmbeddingSignal.Ready ready
                    && ready.facts().spaces().equals(List.of(SPACE))
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
    assertEquals("b1", declined(dispatcher).batchId());
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
            source,
            new WorkerSettings(4, 4, Duration.ofMillis(500), Duration.ofMillis(100)),
            "node-1",
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private static EmbeddingSignal.Ready ready(TestProbe<EmbeddingSignal> dispatcher) {
    return dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  /** What it says when it holds these batches and no others. */
  private static EmbeddingSignal.Ready holding(
      TestProbe<EmbeddingSignal> dispatcher, String... batches) {
    while (true) {
      if (dispatcher.receiveMessage() instanceof EmbeddingSignal.Ready ready
          && ready.holding().equals(List.of(batches))) {
        return ready;
      }
    }
  }

  private static EmbeddingSignal.Answered answered(TestProbe<EmbeddingSignal> dispatcher) {
    return next(dispatcher, EmbeddingSignal.Answered.class);
  }

  private static EmbeddingSignal.Declined declined(TestProbe<EmbeddingSignal> dispatcher) {
    return next(dispatcher, EmbeddingSignal.Declined.class);
  }

  private static <T extends EmbeddingSignal> T next(
      TestProbe<EmbeddingSignal> dispatcher, Class<T> wanted) {
    EmbeddingSignal signal = dispatcher.receiveMessage();
    while (!wanted.isInstance(signal)) {
      signal = dispatcher.receiveMessage();
    }
    return wanted.cast(signal);
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
    public String device() {
      return "a card of tests";
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
}
