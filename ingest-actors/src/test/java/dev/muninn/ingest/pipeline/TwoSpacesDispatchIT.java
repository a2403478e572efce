package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.AT;
import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that hold the models of two spaces, one of which answers. */
class TwoSpacesDispatchIT {
  private static final EmbeddingSpace NEW = new EmbeddingSpace("other", "2", 8);
  private final DispatchFixture at = new DispatchFixture();

  @BeforeEach
  void addASecondSpace() {
    SpacePlan plan = SpacePlan.NONE;
    List<SpacesEvent> events =
        List.of(
            new SpacesEvent.SpaceAdded(SPACE, "fake", false, Optional.empty(), AT),
            new SpacesEvent.SpaceActivated(SPACE, Optional.empty(), Optional.empty(), AT),
            new SpacesEvent.SpaceAdded(NEW, "other", true, Optional.empty(), AT));
    for (SpacesEvent event : events) {
      plan = plan.after(event, plan.sequenceNr() + 1);
      at.view.project(
          List.of(
              new JournalEvent(
                  SpacesKey.PERSISTENCE_ID, plan.sequenceNr(), event, AT, JournalOffset.START)));
    }
    at.plans.become(plan);
  }

  @AfterEach
  void close() {
    at.close();
  }

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

  private static EmbeddingSignal.Ready ready(
      TestProbe<WorkerCommand> worker, EmbeddingSpace... spaces) {
    return new EmbeddingSignal.Ready(worker.getRef(), "gpu", List.of(spaces), 8);
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
                batch.tasks().stream().map(task -> vectors(task, batch.space())).toList()));
  }

  private static EmbedAnswer vectors(EmbedTask task, EmbeddingSpace space) {
    float[] raw = new float[space.dimension()];
    raw[0] = 1;
    Embedding vector = Embedding.canonical(raw);
    return new EmbedAnswer.Vectors(
        task.org(),
        task.mediaId(),
        task.segments().stream().map(one -> new SegmentVector(one.index(), vector)).toList(),
        List.of(),
        Instant.now(),
        1);
  }

  private List<EmbeddingSpace> embeddedIn(MediaItemKey key) {
    return at.items.events(key, MediaItemEvent.Embedded.class).stream()
        .map(MediaItemEvent.Embedded::space)
        .toList();
  }

  @Test
  void theSpaceThatAnswersComesFirstAndTheOtherIsFilledAfterIt() {
    MediaItemKey item = previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, NEW, SPACE));
    WorkerCommand.Embed first = batch(worker);
    assertEquals(SPACE, first.space());
    answer(first);
    at.await(() -> embeddedIn(item).equals(List.of(SPACE)));
    dispatcher.tell(ready(worker, NEW, SPACE));
    WorkerCommand.Embed second = batch(worker);
    assertEquals(NEW, second.space());
    answer(second);
    at.await(() -> embeddedIn(item).equals(List.of(SPACE, NEW)));
  }

  @Test
  void anItemThatIsReadyIsFilledWithoutBeingShownAsRunning() {
    MediaItemKey item = previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(worker, SPACE));
    answer(batch(worker));
    at.await(() -> embeddedIn(item).size() == 1);
    at.items.tell(
        item,
        new MediaItemCommand.RecordResults(
            List.of(new StageResult.Indexed(SPACE, ViewFixture.STEP)), null));
    assertEquals(1, at.counts().ready());
    dispatcher.tell(ready(worker, NEW, SPACE));
    WorkerCommand.Embed batch = batch(worker);
    assertEquals(1, at.counts().ready());
    assertEquals(0, at.counts().running());
    answer(batch);
    at.await(() -> embeddedIn(item).size() == 2);
    assertEquals(1, at.counts().ready());
  }

  @Test
  void aWorkerOfTheOtherModelIsNotStarvedByOneThatFindsNothing() {
    MediaItemKey item = previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> old = at.kit().createTestProbe();
    TestProbe<WorkerCommand> other = at.kit().createTestProbe();
    ActorRef<EmbeddingSignal> dispatcher = dispatcher();
    dispatcher.tell(ready(old, SPACE));
    answer(batch(old));
    at.await(() -> embeddedIn(item).size() == 1);
    dispatcher.tell(ready(old, SPACE));
    dispatcher.tell(ready(other, NEW));
    assertEquals(NEW, batch(other).space());
  }

  @Test
  void aSpaceThatIsNotLiveIsGivenNoWork() {
    previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker, new EmbeddingSpace("third", "1", 4)));
    at.someLooksLater();
    worker.expectNoMessage(Duration.ofMillis(1));
  }
}
