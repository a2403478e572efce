package dev.muninn.node.members;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.Member;
import akka.cluster.UniqueAddress;
import dev.muninn.cluster.shard.LeavingNodes;
import dev.muninn.cluster.trust.Refusals;
import dev.muninn.embedding.WorkerCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Speaks for this node: says who it is, and ends it when asked to, after its worker has finished
 * the batches that it holds.
 */
public final class NodeHost extends AbstractBehavior<NodeSignal> {
  private static final String ACTOR = "node-host";

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LAST_BATCH = Duration.ofMinutes(10);

  private final Supplier<NodeSignal.NodeFacts> facts;
  private final Runnable leave;
  private boolean draining;

  private NodeHost(
      ActorContext<NodeSignal> context, Supplier<NodeSignal.NodeFacts> facts, Runnable leave) {
    super(context);
    this.facts = facts;
    this.leave = leave;
  }

  /**
   * Starts it; before this node becomes a member, so that every member has one.
   *
   * @param refusals whom this node turned away; none where it stands alone
   * @param leave ends the node as SIGTERM does; called once, from any thread
   */
  public static void start(
      ActorSystem<?> system, String name, Optional<Refusals> refusals, Runnable leave) {
    Instant startedAt = Instant.now();
    Supplier<NodeSignal.NodeFacts> facts =
        () ->
            new NodeSignal.NodeFacts(
                name,
                startedAt,
                Optional.of(Instant.now()),
                refusals.map(NodeNotices::told).orElse(List.of()));
    system.systemActorOf(create(facts, leave), ACTOR, Props.empty());
  }

  /** By its path and not by the receptionist, which hears of a new member some time later. */
  static ActorRef<NodeSignal> of(ActorSystem<?> system, Member member) {
    return ActorRefResolver.get(system).resolveActorRef(member.address() + "/system/" + ACTOR);
  }

  static Behavior<NodeSignal> create(Supplier<NodeSignal.NodeFacts> facts, Runnable leave) {
    return Behaviors.setup(context -> new NodeHost(context, facts, leave));
  }

  @Override
  public Receive<NodeSignal> createReceive() {
    return newReceiveBuilder()
        .onMessage(NodeSignal.Describe.class, this::describe)
        .onMessage(NodeSignal.Drain.class, this::drain)
        .onMessage(NodeSignal.Leaving.class, this::leaving)
        .build();
  }

  private Behavior<NodeSignal> describe(NodeSignal.Describe asked) {
    asked.replyTo().tell(facts.get());
    return this;
  }

  private Behavior<NodeSignal> leaving(NodeSignal.Leaving said) {
    LeavingNodes.of(getContext().getSystem()).enter(new UniqueAddress(said.address(), said.uid()));
    return this;
  }

  private Behavior<NodeSignal> drain(NodeSignal.Drain asked) {
    asked.replyTo().tell(Done.getInstance());
    if (!draining) {
      draining = true;
      getContext().getLog().info("event=drain-asked");
      ActorSystem<?> system = getContext().getSystem();
      workers(system)
          .thenCompose(local -> finished(system, local))
          .whenComplete((done, late) -> leave.run());
    }
    return this;
  }

  private static CompletionStage<List<ActorRef<WorkerCommand>>> workers(ActorSystem<?> system) {
    return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
            system.receptionist(),
            replyTo -> Receptionist.find(WorkerCommand.WORKERS, replyTo),
            PATIENCE,
            system.scheduler())
        .thenApply(
            listing ->
                listing.getServiceInstances(WorkerCommand.WORKERS).stream()
                    .filter(worker -> worker.path().address().hasLocalScope())
                    .toList());
  }

  private static CompletionStage<Void> finished(
      ActorSystem<?> system, List<ActorRef<WorkerCommand>> workers) {
    CompletableFuture<?>[] all =
        workers.stream()
            .map(
                worker ->
                    AskPattern.<WorkerCommand, Done>ask(
                            worker, WorkerCommand.Drain::new, LAST_BATCH, system.scheduler())
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all);
  }
}
