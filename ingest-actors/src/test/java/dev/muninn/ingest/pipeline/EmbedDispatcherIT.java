package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static dev.muninn.ingest.pipeline.ViewFixture.assertLaw;
import static dev.muninn.ingest.pipeline.ViewFixture.embed;
import static dev.muninn.ingest.pipeline.ViewFixture.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.Done;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import dev.muninn.media.StageName;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work for embedding workers, and what becomes of it when they fail. */
class EmbedDispatcherIT {
  private final DispatchFixture at = new DispatchFixture();

  @AfterEach
  void close() {
    at.close();
  }

  /** A picture with its proxy made. */
  private MediaItemKey previewed(String letter) {
    MediaItemKey key = at.items.add(letter);
    MediaItemReply.Inspected known =
        (MediaItemReply.Inspected) at.items.tell(key, new MediaItemCommand.Inspect(null));
    StageInput input = new StageInput(known.facts(), 1, "node-1", Set.of());
    at.items.tell(key, new MediaItemCommand.RecordResults(FakeStage.done(input).results(), null));
    return key;
  }

  private ActorRef<EmbeddingSignal> dispatcher() {
    TestProbe<Receptionist.Listing> listings = at.kit().createTestProbe();
    at.kit()
        .system()
        .receptionist()
        .tell(Receptionist.subscribe(EmbeddingSignal.DISPATCHERS, listings.getRef()));
    while (true) {
      Set<ActorRef<EmbeddingSignal>> found =
          listings.receiveMessage().getServiceInstances(EmbeddingSignal.DISPATCHERS);
      if (!found.isEmpty()) {
        return found.iterator().next();
      }
    }
  }

  private static EmbeddingSignal.Ready ready(TestProbe<WorkerCommand> worker) {
    return new EmbeddingSignal.Ready(worker.getRef(), "gpu", List.of(SPACE), 8);
  }

  private static WorkerCommand.Embed batch(TestProbe<WorkerCommand> worker) {
    return worker.expectMessageClass(WorkerCommand.Embed.class, DispatchFixture.LONG);
  }

  private static void answer(WorkerCommand.Embed batch) {
    batch
        .replyTo()
        .tell(
            new EmbeddingSignal.Answered(
                batch.batchId(),
                "gpu",
                batch.tasks().stream().map(EmbedDispatcherIT::vectors).toList()));
  }

  private static EmbedAnswer vectors(EmbedTask task) {
    Embedding vector = Embedding.canonical(new float[] {1, 2, 3, 4});
    return new EmbedAnswer.Vectors(
        task.org(),
        task.mediaId(),
        task.segments().stream().map(one -> new SegmentVector(one.index(), vector)).toList(),
        List.of(),
        Instant.now(),
        1);
  }

  private static EmbedAnswer refused(EmbedTask task) {
    return new EmbedAnswer.Refused(
        task.org(),
        task.mediaId(),
        new StageFailure(ErrorCode.MODEL_FAILED, "no memory"),
        Instant.now(),
        1);
  }

  private int embedded(MediaItemKey key) {
    return at.items.events(key, MediaItemEvent.Embedded.class).size();
  }

  private static PipelineSettings impatient(Duration batchTimeout) {
    return DispatchFixture.settings(Duration.ofMillis(50), batchTimeout, Duration.ofSeconds(30));
  }

  @Test
  void aWorkerThatIsReadyGetsABatchAndItsVectorsAreRecorded() {
    MediaItemKey one = previewed("a");
    MediaItemKey other = previewed("b");
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
    MediaItemKey item = previewed("a");
    assertEquals(item.mediaId(), batch(worker).tasks().get(0).mediaId());
  }

  @Test
  void aDyingWorkerLosesItsLeasesAndAnotherTakesOver() {
    MediaItemKey item = previewed("a");
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
    MediaItemKey item = previewed("a");
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
    MediaItemKey item = previewed("a");
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
    MediaItemKey fine = previewed("a");
    MediaItemKey bad = previewed("b");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    List<EmbedAnswer> answers =
        batch.tasks().stream()
            .map(task -> task.mediaId().equals(bad.mediaId()) ? refused(task) : vectors(task))
            .toList();
    batch.replyTo().tell(new EmbeddingSignal.Answered(batch.batchId(), "gpu", answers));
    at.await(() -> embedded(fine) == 1);
    at.await(() -> at.items.events(bad, MediaItemEvent.StageFailed.class).size() == 1);
    assertEquals(
        StageName.EMBED, at.items.events(bad, MediaItemEvent.StageFailed.class).get(0).stage());
  }

  @Test
  void whatAWorkerDidNotAnswerIsGivenBackWithoutBlame() {
    MediaItemKey item = previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    batch.replyTo().tell(new EmbeddingSignal.Answered(batch.batchId(), "gpu", List.of()));
    at.await(() -> at.counts().running() == 0);
    assertEquals(item, only(at.view.leases("two").claim(embed(), 5)).key());
    assertEquals("0", at.view.text("SELECT max(lost) FROM ops.work_lease"));
  }

  @Test
  void aWorkerThatAsksForMoreHoldsNothingAndItsBatchIsGivenToItAgain() {
    MediaItemKey item = previewed("a");
    PipelineSettings shortLeases =
        new PipelineSettings(
            3,
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            3,
            10,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            1,
            Duration.ofMinutes(10));
    at.life("one", shortLeases).embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    batch(worker);
    at.someLooksLater();
    dispatcher().tell(ready(worker));
    answer(batch(worker));
    at.await(() -> embedded(item) == 1);
    assertEquals("0", at.view.text("SELECT coalesce(max(lost), 0) FROM ops.work_lease"));
  }

  @Test
  void anAnswerDuringADrainIsNotRecorded() {
    MediaItemKey item = previewed("a");
    DispatchFixture.Life life = at.life("one");
    ActorRef<EmbedDispatcher.Command> embeds = life.embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker));
    WorkerCommand.Embed batch = batch(worker);
    TestProbe<Done> done = at.kit().createTestProbe();
    embeds.tell(new EmbedDispatcher.Stop(done.getRef()));
    done.receiveMessage(DispatchFixture.LONG);
    life.leases.freeAll();
    batch
        .replyTo()
        .tell(
            new EmbeddingSignal.Answered(
                batch.batchId(),
                "gpu",
                batch.tasks().stream().map(EmbedDispatcherIT::refused).toList()));
    at.someLooksLater();
    assertEquals(0, at.items.events(item, MediaItemEvent.StageFailed.class).size());
    assertEquals(0, only(at.view.leases("next").claim(embed(), 1)).lost());
  }
}
