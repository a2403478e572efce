package dev.muninn.ingest;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An embedding worker that gives each segment the same vector; announces itself as a real one. */
final class FakeEmbedder extends AbstractBehavior<Object> {
  static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "1", 4);
  private static final int CAPACITY = 32;
  private static final WorkerFacts FACTS =
      WorkerFacts.fixed(
          "fake-gpu",
          List.of(new WorkerFacts.ModelFacts(SPACE, Set.of(Tower.IMAGE), "fake device", 0)));

  private record Announce() {}

  private record Dispatchers(Set<ActorRef<EmbeddingSignal>> known) {}

  private Set<ActorRef<EmbeddingSignal>> dispatchers = Set.of();

  static Behavior<Object> create() {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Announce(), Duration.ofMillis(200));
                  return new FakeEmbedder(context);
                }));
  }

  private FakeEmbedder(ActorContext<Object> context) {
    super(context);
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(
            Receptionist.Listing.class,
            listing -> new Dispatchers(listing.getServiceInstances(EmbeddingSignal.DISPATCHERS)));
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.subscribe(EmbeddingSignal.DISPATCHERS, listings));
    ActorRef<WorkerCommand> self = context.getSelf().narrow();
    context.getSystem().receptionist().tell(Receptionist.register(WorkerCommand.WORKERS, self));
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.register(WorkerCommand.workersOf(SPACE), self));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Announce.class, announce -> announce())
        .onMessage(
            Dispatchers.class,
            listing -> {
              dispatchers = listing.known();
              return announce();
            })
        .onMessage(WorkerCommand.Embed.class, this::embed)
        .onMessage(
            WorkerCommand.Describe.class,
            describe -> {
              describe.replyTo().tell(FACTS);
              return this;
            })
        .build();
  }

  private Behavior<Object> announce() {
    dispatchers.forEach(
        one ->
            one.tell(
                new EmbeddingSignal.Ready(
                    getContext().getSelf().narrow(), FACTS, CAPACITY, List.of())));
    return this;
  }

  private Behavior<Object> embed(WorkerCommand.Embed batch) {
    List<EmbedAnswer> answers = batch.tasks().stream().map(FakeEmbedder::answer).toList();
    batch
        .replyTo()
        .tell(new EmbeddingSignal.Answered(batch.batchId(), batch.space(), "fake-gpu", answers));
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
    return announce();
  }

  private static EmbedAnswer answer(EmbedTask task) {
    Embedding vector = Embedding.canonical(new float[] {1, 2, 3, 4});
    return new EmbedAnswer.Vectors(
        task.org(),
        task.mediaId(),
        task.segments().stream().map(one -> new SegmentVector(one.index(), vector)).toList(),
        List.of(),
        Instant.now(),
        1);
  }
}
