package dev.muninn.node.bench.embed;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A dispatcher of the embed stage that has tasks as long as a run wants some, from memory: what a
 * worker does is measured without leases, journal and database.
 */
final class EndlessDispatcher extends AbstractBehavior<EndlessDispatcher.Message> {

  /** What it is told. */
  sealed interface Message {}

  /** Hand out so many tasks; {@code done} completes when all are answered. */
  record Run(int items, CompletableFuture<Void> done) implements Message {}

  private record Signal(EmbeddingSignal signal) implements Message {}

  private final EmbeddingSpace space;
  private final List<EmbedTask> tasks;
  private final ActorRef<EmbeddingSignal> answers;
  private CompletableFuture<Void> done = new CompletableFuture<>();
  private int toGive;
  private int toHear;
  private int batches;

  private EndlessDispatcher(
      ActorContext<Message> context, EmbeddingSpace space, List<EmbedTask> tasks) {
    super(context);
    this.space = space;
    this.tasks = List.copyOf(tasks);
    this.answers = context.messageAdapter(EmbeddingSignal.class, Signal::new);
    context
        .getSystem()
        .receptionist()
        .tell(Receptionist.register(EmbeddingSignal.DISPATCHERS, answers));
  }

  static Behavior<Message> create(EmbeddingSpace space, List<EmbedTask> tasks) {
    return Behaviors.setup(context -> new EndlessDispatcher(context, space, tasks));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Run.class, this::run)
        .onMessage(Signal.class, this::signal)
        .build();
  }

  private Behavior<Message> run(Run run) {
    done = run.done();
    toGive = run.items();
    toHear = run.items();
    return this;
  }

  private Behavior<Message> signal(Signal signal) {
    if (signal.signal() instanceof EmbeddingSignal.Ready ready) {
      give(ready.worker(), ready.capacity());
    } else if (signal.signal() instanceof EmbeddingSignal.Answered answered) {
      hear(answered.answers());
    } else if (signal.signal() instanceof EmbeddingSignal.Declined declined) {
      done.completeExceptionally(new IllegalStateException(declined.words()));
    }
    return this;
  }

  private void give(ActorRef<WorkerCommand> worker, int capacity) {
    int some = Math.min(Math.min(capacity, toGive), tasks.size());
    if (some > 0) {
      toGive -= some;
      batches++;
      worker.tell(
          new WorkerCommand.Embed("batch-" + batches, space, tasks.subList(0, some), answers));
    }
  }

  private void hear(List<EmbedAnswer> some) {
    for (EmbedAnswer answer : some) {
      if (answer instanceof EmbedAnswer.Refused refused) {
        done.completeExceptionally(new IllegalStateException(refused.failure().detail()));
      }
    }
    toHear -= some.size();
    if (toHear == 0) {
      done.complete(null);
    }
  }
}
