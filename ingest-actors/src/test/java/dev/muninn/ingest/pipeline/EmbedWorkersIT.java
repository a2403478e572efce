package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static dev.muninn.ingest.pipeline.WorkerWords.answer;
import static dev.muninn.ingest.pipeline.WorkerWords.batch;
import static dev.muninn.ingest.pipeline.WorkerWords.busy;
import static dev.muninn.ingest.pipeline.WorkerWords.ready;
import static dev.muninn.ingest.pipeline.WorkerWords.tell;
import static dev.muninn.ingest.pipeline.WorkerWords.vectors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several workers that come, go, sleep and do what they should not. */
class EmbedWorkersIT {
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final PipelineSettings SHORT_LEASES =
      new PipelineSettings(
          3,
          Duration.ofMillis(50),
          LEASE,
          Duration.ofMillis(500),
          3,
          10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10));
  private final DispatchFixture at = new DispatchFixture();
  private final TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
  private final TestProbe<WorkerCommand> heir = at.kit().createTestProbe();

  @AfterEach
  void close() {
    at.close();
  }

  private ActorRef<EmbeddingSignal> dispatcher() {
    return WorkerWords.dispatcher(at.kit());
  }

  private List<MediaItemEvent.Embedded> embedded(MediaItemKey key) {
    return at.items.events(key, MediaItemEvent.Embedded.class);
  }

  private String lost() {
    return at.view.text("SELECT coalesce(max(lost), 0) FROM ops.work_lease");
  }

  @Test
  void aWorkerThatSleepsPastItsLeaseLosesItAndItsLateAnswerIsAppliedOnce() {
    MediaItemKey item = at.previewed("a");
    at.life("one", SHORT_LEASES).embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed late = batch(worker);
    at.await(() -> lost().equals("1"));
    dispatcher.tell(ready(heir, SPACE));
    WorkerCommand.Embed again = batch(heir);
    assertEquals(late.tasks(), again.tasks());
    answer(late);
    at.await(() -> embedded(item).size() == 1);
    answer(again);
    at.someLooksLater();
    assertEquals(1, embedded(item).size());
    assertEquals(0, at.counts().running());
  }

  @Test
  void whatAWorkerHoldsThatCannotBeReachedGoesToAnotherBeforeItsLeaseIsOver() {
    MediaItemKey item = at.previewed("a");
    ActorRef<EmbedDispatcher.Command> embeds = at.life("one").embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed unreached = batch(worker);
    dispatcher.tell(ready(worker, SPACE));
    embeds.tell(new EmbedDispatcher.Away(worker.getRef().path().address()));
    at.await(() -> lost().equals("1"));
    dispatcher.tell(ready(heir, SPACE));
    WorkerCommand.Embed again = batch(heir);
    assertEquals(unreached.tasks(), again.tasks());
    answer(again);
    at.await(() -> embedded(item).size() == 1);
    answer(unreached);
    at.someLooksLater();
    assertEquals(1, embedded(item).size());
  }

  @Test
  void aWorkerThatSaysThatItLivesKeepsWhatItHolds() {
    MediaItemKey item = at.previewed("a");
    at.life("one", SHORT_LEASES).embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    long until = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
    while (System.nanoTime() < until) {
      dispatcher.tell(busy(worker, SPACE, batch));
      worker.expectNoMessage(Duration.ofMillis(50));
    }
    assertEquals("0", lost());
    answer(batch);
    at.await(() -> embedded(item).size() == 1);
  }

  @Test
  void aWorkerWithRoomIsGivenTheNextBatchBeforeItHasFinished() {
    MediaItemKey one = at.previewed("a");
    MediaItemKey other = at.previewed("b");
    at.life("one").embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, 1, SPACE));
    WorkerCommand.Embed first = batch(worker);
    dispatcher.tell(ready(worker, 1, SPACE));
    WorkerCommand.Embed second = batch(worker);
    assertNotEquals(first.tasks(), second.tasks());
    answer(first);
    answer(second);
    at.await(() -> embedded(one).size() == 1 && embedded(other).size() == 1);
  }

  @Test
  void vectorsThatComeInPartsAreOneResult() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    dispatcher().tell(ready(worker, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    EmbedAnswer.Vectors whole = vectors(batch.tasks().get(0), SPACE);
    EmbedAnswer second = part(whole, 2);
    tell(batch, List.of(part(whole, 1)));
    at.someLooksLater();
    assertEquals(0, embedded(item).size());
    tell(batch, List.of(second));
    at.await(() -> embedded(item).size() == 1);
    assertEquals(2 * whole.vectors().size(), embedded(item).get(0).vectors().size());
  }

  private static EmbedAnswer part(EmbedAnswer.Vectors whole, int part) {
    return new EmbedAnswer.Vectors(
        whole.org(),
        whole.mediaId(),
        part,
        2,
        whole.vectors(),
        whole.labels(),
        whole.startedAt(),
        whole.elapsedMs());
  }

  @Test
  void anItemOfWhichAPartWasLostOnTheWayIsGivenToOthersWithoutBlame() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    tell(batch, List.of(part(vectors(batch.tasks().get(0), SPACE), 2)));
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
    dispatcher.tell(ready(heir, SPACE));
    answer(batch(heir));
    at.await(() -> embedded(item).size() == 1);
    assertEquals("0", lost());
  }

  @Test
  void anAnswerInAForeignSpaceIsNotRecordedAndOthersAreAsked() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    EmbeddingSpace foreign = new EmbeddingSpace("foreign", "1", 4);
    batch
        .replyTo()
        .tell(
            new EmbeddingSignal.Answered(
                batch.batchId(), foreign, "gpu", List.of(vectors(batch.tasks().get(0), foreign))));
    dispatcher.tell(ready(heir, SPACE));
    WorkerCommand.Embed again = batch(heir);
    assertEquals(0, embedded(item).size());
    answer(again);
    at.await(() -> embedded(item).size() == 1);
    assertEquals(SPACE, embedded(item).get(0).space());
  }

  @Test
  void aWorkerOfASpaceThatNobodyWantsIsToldWhichAreWanted() {
    at.life("one").embeds();
    dispatcher().tell(ready(worker, new EmbeddingSpace("third", "1", 4)));
    String words =
        worker.expectMessageClass(WorkerCommand.Refused.class, DispatchFixture.LONG).words();
    assertTrue(words.contains("third-1-4") && words.contains(SPACE.id()), words);
  }

  @Test
  void whatALeavingWorkerDeclinesGoesToAnotherWithoutBlame() {
    MediaItemKey item = at.previewed("a");
    at.life("one").embeds();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    dispatcher.tell(ready(heir, SPACE));
    batch.replyTo().tell(new EmbeddingSignal.Declined(batch.batchId(), "gpu", "the node stops"));
    worker.stop();
    answer(batch(heir));
    at.await(() -> embedded(item).size() == 1);
    assertEquals("0", lost());
  }
}
