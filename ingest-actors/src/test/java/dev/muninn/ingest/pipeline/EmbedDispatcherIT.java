package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static dev.muninn.ingest.pipeline.ViewFixture.embed;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static dev.muninn.ingest.pipeline.WorkerWords.answer;
import static dev.muninn.ingest.pipeline.WorkerWords.batch;
import static dev.muninn.ingest.pipeline.WorkerWords.refused;
import static dev.muninn.ingest.pipeline.WorkerWords.vectors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.Done;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work for embedding workers, and what becomes of it when they fail. */
class EmbedDispatcherIT {
  private final DispatchFixture at = new DispatchFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private ActorRef<EmbeddingSignal> dispatcher() {
    return WorkerWords.dispatcher(at.kit());
  }

  private static EmbeddingSignal.Ready ready(TestProbe<WorkerCommand> worker) {
    return WorkerWords.ready(worker, SPACE);
  }

  private int embedded(MediaItemKey key) {
    return at.items.events(key, MediaItemEvent.Embedded.class).size();
  }

  private static PipelineSettings impatient(Duration batchTimeout) {
    return DispatchFixture.settings(Duration.ofMillis(50), batchTimeout, Duration.ofSeconds(30));
  }

  @Test
  void aWorkerThatIsReadyGetsABatchAndItsVectorsAreRecorded() {
    MediaItemKey one = at.previewed("a");
    MediaItemKey other = at.previewed("b");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    assertEquals(2, batch.tasks().size());
    assertEquals(2, at.counts().running());
    answer(batch);
    at.await(() -> embedded(one) == 1 && embedded(other) == 1);
    at.await(() -> at.counts().running() == 0);
    assertLaw(at.counts());
  }

  @Test
  void theCommitOfThePreviewBringsItToAnIdleWorker() {
    at.life(
            "one",
            DispatchFixture.settings(
                Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(30)))
        .embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    at.someLooksLater();
    MediaItemKey item = at.previewed("a");
    assertEquals(item.mediaId(), batch(worker).tasks().get(0).mediaId());
  }

  @Test
  void aDyingWorkerLosesItsLeasesAndAnotherTakesOver() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> dying = at.kit().createTestProbe();
    TestProbe<WorkerCommand> heir = at.kit().createTestProbe();
    dispatcher().tell(ready(dying));
    batch(dying);
    dispatcher().tell(ready(heir));
    at.someLooksLater();
    heir.expectNoMessage(Duration.ofMillis(1));
    dying.stop();
    answer(batch(heir));
    at.await(() -> embedded(item) == 1);
    assertEquals(0, at.items.events(item, MediaItemEvent.StageFailed.class).size());
  }

  @Test
  void aSilentWorkerLosesItsBatchAndItsLateAnswerIsAppliedOnce() {
    MediaItemKey item = at.previewed("a");
    at.life("one", impatient(Duration.ofMillis(300))).embeds();
    TestProbe<WorkerCommand> silent = at.kit().createTestProbe();
    TestProbe<WorkerCommand> heir = at.kit().createTestProbe();
    dispatcher().tell(ready(silent));
    WorkerCommand.Embed late = batch(silent);
    dispatcher().tell(ready(heir));
    WorkerCommand.Embed again = batch(heir);
    assertEquals(late.tasks(), again.tasks());
    answer(late);
    at.await(() -> embedded(item) == 1);
    answer(again);
    at.someLooksLater();
    assertEquals(1, embedded(item));
    assertEquals(0, at.counts().running());
  }

  @Test
  void aDeadNodesBatchRunsOutAndAnotherNodeTakesOver() {
    MediaItemKey item = at.previewed("a");
    only(at.view.leases("node-2", "dead").claim(embed(), 1));
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    at.someLooksLater();
    worker.expectNoMessage(Duration.ofMillis(1));
    at.view.letTimePass();
    answer(batch(worker));
    at.await(() -> embedded(item) == 1);
  }

  @Test
  void aRefusalIsTheFailureOfItsItemAlone() {
    MediaItemKey fine = at.previewed("a");
    MediaItemKey bad = at.previewed("b");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    answer(
        batch, task -> task.mediaId().equals(bad.mediaId()) ? refused(task) : vectors(task, SPACE));
    at.await(() -> embedded(fine) == 1);
    at.await(() -> at.items.events(bad, MediaItemEvent.StageFailed.class).size() == 1);
    assertEquals(
        StageName.EMBED, at.items.events(bad, MediaItemEvent.StageFailed.class).get(0).stage());
  }

  @Test
  void whatAWorkerDidNotAnswerIsGivenBackWithoutBlame() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
    at.await(() -> at.counts().running() == 0);
    assertEquals(item, only(at.view.leases("two").claim(embed(), 5)).key());
    assertEquals("0", at.view.text("SELECT max(lost) FROM ops.work_lease"));
  }

  @Test
  void aWorkerThatAsksForMoreHoldsNothingAndItsBatchIsGivenToItAgain() {
    MediaItemKey item = at.previewed("a");
    PipelineSettings shortLeases =
        new PipelineSettings(
            3,
            Duration.ofMillis(50),
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            3,
            10,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));
    at.life("one", shortLeases).embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker));
    batch(worker);
    long before = System.nanoTime();
    answer(askUntilGiven(dispatcher, worker));
    assertTrue(System.nanoTime() - before > shortLeases.lease().toNanos() / 2);
    at.await(() -> embedded(item) == 1);
    assertEquals("0", at.view.text("SELECT coalesce(max(lost), 0) FROM ops.work_lease"));
  }

  /** Says again and again that it is there and holds nothing. */
  private static WorkerCommand.Embed askUntilGiven(
      ActorRef<EmbeddingSignal> dispatcher, TestProbe<WorkerCommand> worker) {
    long deadline = System.nanoTime() + DispatchFixture.LONG.toNanos();
    while (true) {
      dispatcher.tell(ready(worker));
      try {
        return worker.expectMessageClass(WorkerCommand.Embed.class, Duration.ofMillis(50));
      } catch (AssertionError nothingYet) {
        if (System.nanoTime() > deadline) {
          throw nothingYet;
        }
      }
    }
  }

  @Test
  void anAnswerDuringADrainIsNotRecorded() {
    MediaItemKey item = at.previewed("a");
    DispatchFixture.Life life = at.life("one");
    ActorRef<EmbedDispatcher.Command> embeds = life.embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    TestProbe<Done> done = at.kit().createTestProbe();
    embeds.tell(new EmbedDispatcher.Stop(done.getRef()));
    done.receiveMessage(DispatchFixture.LONG);
    life.leases.freeAll();
    answer(batch, WorkerWords::refused);
    at.someLooksLater();
    assertEquals(0, at.items.events(item, MediaItemEvent.StageFailed.class).size());
    assertEquals(0, only(at.view.leases("next").claim(embed(), 1)).lost());
  }
}
