package dev.muninn.ingest.pipeline;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.Embedding;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.embedding.Tower;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.embedding.WorkerFacts;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.StageFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a worker says, for tests that play one. */
final class WorkerWords {
  static final int CAPACITY = 8;

  private WorkerWords() {}

  static EmbeddingSignal.Ready ready(
      TestProbe<WorkerCommand> worker, int capacity, EmbeddingSpace... spaces) {
    List<WorkerFacts.ModelFacts> models =
        Arrays.stream(spaces)
            .map(space -> new WorkerFacts.ModelFacts(space, Set.of(Tower.IMAGE), "test", 0))
            .toList();
    return new EmbeddingSignal.Ready(
        worker.getRef(), WorkerFacts.fixed("gpu", models), capacity, List.of());
  }

  static EmbeddingSignal.Ready ready(TestProbe<WorkerCommand> worker, EmbeddingSpace... spaces) {
    return ready(worker, CAPACITY, spaces);
  }

  /** Says that it lives and holds these, and has no room. */
  static EmbeddingSignal.Ready busy(
      TestProbe<WorkerCommand> worker, EmbeddingSpace space, WorkerCommand.Embed... held) {
    return new EmbeddingSignal.Ready(
        worker.getRef(),
        ready(worker, space).facts(),
        0,
        Arrays.stream(held).map(WorkerCommand.Embed::batchId).toList());
  }

  static WorkerCommand.Embed batch(TestProbe<WorkerCommand> worker) {
    return worker.expectMessageClass(WorkerCommand.Embed.class, DispatchFixture.LONG);
  }

  /** Answers all items of a batch. */
  static void answer(WorkerCommand.Embed batch, Function<EmbedTask, EmbedAnswer> answer) {
    tell(batch, batch.tasks().stream().map(answer).toList());
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
  }

  static void answer(WorkerCommand.Embed batch) {
    answer(batch, task -> vectors(task, batch.space()));
  }

  static void tell(WorkerCommand.Embed batch, List<EmbedAnswer> answers) {
    batch
        .replyTo()
        .tell(new EmbeddingSignal.Answered(batch.batchId(), batch.space(), "gpu", answers));
  }

  static EmbedAnswer.Vectors vectors(EmbedTask task, EmbeddingSpace space) {
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

  static EmbedAnswer refused(EmbedTask task) {
    return new EmbedAnswer.Refused(
        task.org(),
        task.mediaId(),
        new StageFailure(ErrorCode.MODEL_FAILED, "no memory"),
        Instant.now(),
        1);
  }

  /** The dispatcher that registered. */
  static ActorRef<EmbeddingSignal> dispatcher(ActorTestKit kit) {
    TestProbe<Receptionist.Listing> listings = kit.createTestProbe();
    kit.system()
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
}
