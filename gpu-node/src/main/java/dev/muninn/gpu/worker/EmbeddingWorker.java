package dev.muninn.gpu.worker;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.embedding.WorkerFacts;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Pulls items to embed from every dispatcher of the cluster, and answers vectors or a refusal for
 * each. While the device works on one batch the proxies of the next are fetched; a batch is as long
 * as the device needs for the wanted time.
 *
 * <p>It tells what it holds and whether it has room to each dispatcher: whenever that changes, and
 * each few seconds, so that a lost message costs seconds. Nothing is lost when it dies: the leases
 * run out.
 */
final class EmbeddingWorker extends AbstractBehavior<WorkerMessage> {

  private final WorkerModels models;
  private final BatchSteps steps;
  private final BatchTelling telling;
  private final WorkerSettings settings;
  private final ActorRef<WorkerCommand> self;
  private final WorkerEntry entry;
  private final Paces paces;
  private final Cards cards;
  private final HeldBatches held = new HeldBatches();
  private final Set<ActorRef<EmbeddingSignal>> dispatchers = new HashSet<>();
  private Optional<ActorRef<Done>> leaving = Optional.empty();
  private String refusal = "";

  private EmbeddingWorker(
      ActorContext<WorkerMessage> context,
      WorkerModels models,
      ProxySource proxies,
      Cards cards,
      WorkerSettings settings,
      String node,
      Clock clock) {
    super(context);
    this.models = models;
    this.cards = cards;
    this.settings = settings;
    this.self = context.messageAdapter(WorkerCommand.class, WorkerMessage.Command::new);
    this.entry = new WorkerEntry(context.getSystem().receptionist(), self);
    this.paces = new Paces(settings, node);
    this.steps = new BatchSteps(proxies, clock);
    this.telling = new BatchTelling(paces, node, clock);
  }

  /**
   * @param node the name under which this node's work is told
   */
  static Behavior<WorkerMessage> create(
      WorkerModels models,
      ProxySource proxies,
      Cards cards,
      WorkerSettings settings,
      String node,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  EmbeddingWorker worker =
                      new EmbeddingWorker(context, models, proxies, cards, settings, node, clock);
                  worker.subscribe(timers);
                  return worker;
                }));
  }

  private void subscribe(TimerScheduler<WorkerMessage> timers) {
    // with a name of its own: the list of services keeps those who look and those who offer apart
    // by their references, and all adapters of an actor share one
    ActorRef<Receptionist.Listing> listings =
        getContext().spawn(listener(getContext().getSelf()), "dispatchers");
    getContext()
        .getSystem()
        .receptionist()
        .tell(Receptionist.subscribe(EmbeddingSignal.DISPATCHERS, listings));
    entry.enter(paces.facts(models).spaces());
    timers.startTimerWithFixedDelay(new WorkerMessage.Announce(), settings.announceEvery());
  }

  private static Behavior<Receptionist.Listing> listener(ActorRef<WorkerMessage> worker) {
    return Behaviors.receiveMessage(
        listing -> {
          worker.tell(
              new WorkerMessage.Dispatchers(
                  listing.getServiceInstances(EmbeddingSignal.DISPATCHERS)));
          return Behaviors.same();
        });
  }

  @Override
  public Receive<WorkerMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(WorkerMessage.Dispatchers.class, this::onDispatchers)
        .onMessage(WorkerMessage.Announce.class, announce -> announce())
        .onMessage(WorkerMessage.Command.class, message -> onCommand(message.command()))
        .onMessage(WorkerMessage.Fetched.class, this::onFetched)
        .onMessage(WorkerMessage.Embedded.class, this::onEmbedded)
        .build();
  }

  private Behavior<WorkerMessage> onDispatchers(WorkerMessage.Dispatchers found) {
    dispatchers.retainAll(found.refs());
    for (ActorRef<EmbeddingSignal> dispatcher : found.refs()) {
      if (dispatchers.add(dispatcher)) {
        announceTo(dispatcher);
      }
    }
    return this;
  }

  private Behavior<WorkerMessage> announce() {
    if (leaving.isEmpty()) {
      entry.enter(paces.facts(models).spaces());
    }
    dispatchers.forEach(this::announceTo);
    return this;
  }

  private void announceTo(ActorRef<EmbeddingSignal> dispatcher) {
    int capacity = leaving.isEmpty() && held.hasRoom() ? paces.capacity(models.loaded()) : 0;
    dispatcher.tell(
        new EmbeddingSignal.Ready(self, paces.facts(models), capacity, held.of(dispatcher)));
  }

  private Optional<EmbeddingModel> model(EmbeddingSpace space) {
    return models.loaded().stream().filter(one -> one.space().equals(space)).findFirst();
  }

  private Behavior<WorkerMessage> onCommand(WorkerCommand command) {
    if (command instanceof WorkerCommand.Embed batch) {
      return onEmbed(batch);
    }
    if (command instanceof WorkerCommand.Refused refused) {
      return onRefused(refused.words());
    }
    if (command instanceof WorkerCommand.Describe describe) {
      WorkerFacts facts = paces.facts(models);
      cards.now().thenAccept(found -> describe.replyTo().tell(facts.with(found)));
    } else if (command instanceof WorkerCommand.Wanted wanted) {
      models.want(wanted);
    } else if (command instanceof WorkerCommand.Drain drain) {
      return leave(drain.replyTo());
    } else if (command instanceof WorkerCommand.Leave leave) {
      held.all().forEach(batch -> giveBack(batch, "the node stops"));
      return leave(leave.replyTo());
    }
    return this;
  }

  private Behavior<WorkerMessage> onRefused(String words) {
    if (!words.equals(refusal)) {
      refusal = words;
      getContext().getLog().warn("event=worker-not-needed words='{}'", words);
    }
    return this;
  }

  private Behavior<WorkerMessage> leave(ActorRef<Done> replyTo) {
    leaving = Optional.of(replyTo);
    entry.leave();
    announce();
    return goWhenDone();
  }

  private Behavior<WorkerMessage> goWhenDone() {
    if (leaving.isEmpty() || !held.isEmpty()) {
      return this;
    }
    getContext().getLog().info("event=embedding-worker-left");
    leaving.get().tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private Behavior<WorkerMessage> onEmbed(WorkerCommand.Embed batch) {
    if (leaving.isPresent()) {
      telling.decline(batch, "the worker leaves");
    } else if (model(batch.space()).isEmpty()) {
      telling.declineForeign(batch);
    } else if (held.add(batch)) {
      tellSelf(steps.fetch(batch));
      announce();
    }
    return this;
  }

  /** Steps do not fail: what went wrong is in their outcome. */
  private void tellSelf(CompletionStage<? extends WorkerMessage> step) {
    getContext().<WorkerMessage>pipeToSelf(step.thenApply(done -> done), (done, never) -> done);
  }

  private Behavior<WorkerMessage> onFetched(WorkerMessage.Fetched fetched) {
    WorkerCommand.Embed batch = fetched.batch();
    if (fetched.proxies().isEmpty()) {
      // says nothing of the proxies: others may reach them; we ask again with the next announcement
      Throwable trouble = fetched.trouble().orElseThrow();
      getContext().getLog().warn("event=proxies-not-fetched cause='{}'", trouble.toString());
      giveBack(batch, "the small pictures could not be fetched: " + trouble.getMessage());
      return goWhenDone();
    }
    ProxySource.Proxies found = fetched.proxies().get();
    Optional<EmbeddingModel> model = model(batch.space());
    if (!held.of(batch.replyTo()).contains(batch.batchId()) || model.isEmpty()) {
      found.close();
      held.remove(batch);
      telling.declineForeign(batch);
      return goWhenDone();
    }
    tellSelf(steps.embed(batch, model.get(), found));
    return this;
  }

  private void giveBack(WorkerCommand.Embed batch, String words) {
    held.remove(batch);
    telling.decline(batch, words);
  }

  private Behavior<WorkerMessage> onEmbedded(WorkerMessage.Embedded done) {
    WorkerCommand.Embed batch = done.batch();
    if (!held.remove(batch)) {
      return this;
    }
    if (done.trouble().isPresent() && model(batch.space()).isEmpty()) {
      // the space was dropped meanwhile: that is no fault of the pictures
      telling.declineForeign(batch);
    } else {
      telling.answer(done);
    }
    announce();
    return goWhenDone();
  }
}
