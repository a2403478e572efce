package dev.muninn.gpu.worker;

import static dev.muninn.gpu.worker.WorkerFixture.NOW;
import static dev.muninn.gpu.worker.WorkerFixture.SPACE;
import static dev.muninn.gpu.worker.WorkerFixture.answered;
import static dev.muninn.gpu.worker.WorkerFixture.declined;
import static dev.muninn.gpu.worker.WorkerFixture.holding;
import static dev.muninn.gpu.worker.WorkerFixture.next;
import static dev.muninn.gpu.worker.WorkerFixture.ready;
import static dev.muninn.gpu.worker.WorkerFixture.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.Done;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.Label;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker does with work. */
class EmbeddingWorkerTest {
  private final WorkerFixture at = new WorkerFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void announcesItselfToEachDispatcherAndAgainWhileIdle() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.start();
    EmbeddingSignal.Ready ready = dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
    assertEquals(List.of(SPACE), ready.facts().spaces());
    assertEquals("a card of tests", ready.facts().models().get(0).device());
    assertEquals(4, ready.capacity());
    assertEquals("node-1", ready.facts().node());
    dispatcher.expectMessageClass(EmbeddingSignal.Ready.class);
    TestProbe<EmbeddingSignal> late = at.registered();
    late.expectMessageClass(EmbeddingSignal.Ready.class);
  }

  @Test
  void answersEachItemAndIsReadyAgain() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.start();
    EmbedTask good = task('a', 2);
    EmbedTask bad = task('b', 1);
    at.model.refuse = bad.segments().get(0).proxy().value();
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
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.model.held = new CompletableFuture<>();
    at.start();
    EmbeddingSignal.Ready ready = ready(dispatcher);
    ready
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    assertEquals(4, holding(dispatcher, "b1").capacity());
    ready
        .worker()
        .tell(new WorkerCommand.Embed("b2", SPACE, List.of(task('b', 1)), dispatcher.ref()));
    assertEquals(0, holding(dispatcher, "b1", "b2").capacity());
    at.model.held.complete(List.of(at.model.vector()));
    String first = answered(dispatcher).batchId();
    String second = answered(dispatcher).batchId();
    assertEquals(Set.of("b1", "b2"), new HashSet<>(List.of(first, second)));
    assertTrue(holding(dispatcher).capacity() > 0);
  }

  @Test
  void finishesWhatItHoldsWhenItIsDrainedAndGoes() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    TestProbe<Done> done = at.kit.createTestProbe();
    at.model.held = new CompletableFuture<>();
    at.start();
    ActorRef<WorkerCommand> worker = ready(dispatcher).worker();
    worker.tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    holding(dispatcher, "b1");
    worker.tell(new WorkerCommand.Drain(done.ref()));
    worker.tell(new WorkerCommand.Embed("b2", SPACE, List.of(task('b', 1)), dispatcher.ref()));
    assertEquals("b2", declined(dispatcher).batchId());
    at.model.held.complete(List.of(at.model.vector()));
    assertEquals("b1", answered(dispatcher).batchId());
    done.receiveMessage();
    dispatcher.expectTerminated(worker);
  }

  @Test
  void givesBackWhatItHoldsWhenItsNodeStops() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    TestProbe<Done> done = at.kit.createTestProbe();
    at.model.held = new CompletableFuture<>();
    at.start();
    ActorRef<WorkerCommand> worker = ready(dispatcher).worker();
    worker.tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    worker.tell(new WorkerCommand.Leave(done.ref()));
    assertEquals("b1", declined(dispatcher).batchId());
    done.receiveMessage();
  }

  @Test
  void saysNothingOfProxiesThatItCannotReach() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.source = keys -> CompletableFuture.failedFuture(new IOException("the share is not mounted"));
    at.start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    EmbeddingSignal.Declined declined = declined(dispatcher);
    assertTrue(declined.words().contains("not mounted"), declined.words());
  }

  @Test
  void refusesTheWholeBatchWhenTheModelFails() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.model.held = CompletableFuture.failedFuture(new IllegalStateException("out of memory"));
    at.start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    EmbedAnswer.Refused refused =
        assertInstanceOf(EmbedAnswer.Refused.class, answered(dispatcher).answers().get(0));
    assertEquals(ErrorCode.MODEL_FAILED, refused.failure().code());
    assertEquals("out of memory", refused.failure().detail());
  }
}
