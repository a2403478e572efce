package dev.muninn.ingest.pipeline;

import static dev.muninn.ingest.pipeline.ViewFixture.AT;
import static dev.muninn.ingest.pipeline.ViewFixture.SPACE;
import static dev.muninn.ingest.pipeline.WorkerWords.answer;
import static dev.muninn.ingest.pipeline.WorkerWords.batch;
import static dev.muninn.ingest.pipeline.WorkerWords.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalOffset;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemEvent;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacesEvent;
import dev.muninn.media.signal.SpacesKey;
import dev.muninn.media.signal.StageResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  private ActorRef<EmbeddingSignal> dispatcher() {
    return WorkerWords.dispatcher(at.kit());
  }

  private List<EmbeddingSpace> embeddedIn(MediaItemKey key) {
    return at.items.events(key, MediaItemEvent.Embedded.class).stream()
        .map(MediaItemEvent.Embedded::space)
        .toList();
  }

  @Test
  void theSpaceThatAnswersComesFirstAndTheOtherIsFilledAfterIt() {
    MediaItemKey item = at.previewed("a");
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
    MediaItemKey item = at.previewed("a");
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
    MediaItemKey item = at.previewed("a");
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
    at.previewed("a");
    at.life("one").embeds();
    TestProbe<WorkerCommand> worker = at.kit().createTestProbe();
    dispatcher().tell(ready(worker, new EmbeddingSpace("third", "1", 4)));
    worker.expectMessageClass(WorkerCommand.Refused.class, DispatchFixture.LONG);
    at.someLooksLater();
    worker.expectNoMessage(Duration.ofMillis(1));
  }
}
