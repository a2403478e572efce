package dev.muninn.gpu.worker;

import static dev.muninn.gpu.worker.WorkerFixture.SPACE;
import static dev.muninn.gpu.worker.WorkerFixture.declined;
import static dev.muninn.gpu.worker.WorkerFixture.ready;
import static dev.muninn.gpu.worker.WorkerFixture.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.embedding.WorkerFacts;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which spaces a worker fills, and how that changes. */
class WorkerSpacesTest {
  private final WorkerFixture at = new WorkerFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void isFoundByTheSpacesThatItFills() {
    TestProbe<Receptionist.Listing> listings = at.kit.createTestProbe();
    at.start();
    at.kit
        .system()
        .receptionist()
        .tell(Receptionist.subscribe(WorkerCommand.workersOf(SPACE), listings.ref()));
    listings.fishForMessage(
        Duration.ofSeconds(3),
        listing ->
            listing.getServiceInstances(WorkerCommand.workersOf(SPACE)).isEmpty()
                ? FishingOutcomes.continueAndIgnore()
                : FishingOutcomes.complete());
    at.loaded.clear();
    listings.fishForMessage(
        Duration.ofSeconds(3),
        listing ->
            listing.getServiceInstances(WorkerCommand.workersOf(SPACE)).isEmpty()
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void worksNotInAForeignSpace() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.start();
    EmbeddingSpace other = new EmbeddingSpace("other", "1", 2);
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", other, List.of(task('a', 1)), dispatcher.ref()));
    assertTrue(declined(dispatcher).words().contains(other.id()));
  }

  @Test
  void namesTheSpacesOfAllModelsAndForgetsOneThatIsClosed() {
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    EmbeddingSpace other = new EmbeddingSpace("other", "1", 2);
    at.loaded.add(new FakeModel(other));
    at.start();
    assertEquals(List.of(SPACE, other), ready(dispatcher).facts().spaces());
    at.loaded.remove(1);
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
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    at.model.held = new CompletableFuture<>();
    at.start();
    ready(dispatcher)
        .worker()
        .tell(new WorkerCommand.Embed("b1", SPACE, List.of(task('a', 1)), dispatcher.ref()));
    CompletableFuture<List<ImageOutcome>> held = at.model.awaitHeld();
    at.loaded.clear();
    held.completeExceptionally(new CancellationException("the model was closed"));
    assertEquals("b1", declined(dispatcher).batchId());
  }

  @Test
  void saysWhichCardsItHasAndWhichModelsItLacksWhereItIsAsked() {
    WorkerFacts.Lack lack = new WorkerFacts.Lack(SPACE, "fake", "copy it");
    at.cards =
        List.of(
            new WorkerFacts.Card(
                "card", OptionalInt.of(1), OptionalInt.of(2), OptionalInt.empty()));
    WorkerCommand.Wanted wanted =
        new WorkerCommand.Wanted(List.of(new WorkerCommand.WantedModel(SPACE, "fake")));
    List<WorkerCommand.Wanted> told = new CopyOnWriteArrayList<>();
    at.models =
        new WorkerModels() {
          @Override
          public List<EmbeddingModel> loaded() {
            return List.of();
          }

          @Override
          public boolean follows() {
            return true;
          }

          @Override
          public void want(WorkerCommand.Wanted all) {
            told.add(all);
          }

          @Override
          public List<WorkerFacts.Lack> lacks() {
            return told.isEmpty() ? List.of() : List.of(lack);
          }
        };
    TestProbe<EmbeddingSignal> dispatcher = at.registered();
    TestProbe<WorkerFacts> asker = at.kit.createTestProbe();
    at.start();
    EmbeddingSignal.Ready ready = ready(dispatcher);
    assertTrue(ready.facts().follows());
    ready.worker().tell(wanted);
    ready.worker().tell(new WorkerCommand.Describe(asker.ref()));
    WorkerFacts facts = asker.receiveMessage();
    assertEquals(List.of(wanted), told);
    assertEquals(at.cards, facts.cards());
    assertEquals(List.of(lack), facts.lacks());
  }
}
