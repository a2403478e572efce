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
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.media.DerivedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Pulls items to embed from every dispatcher of the cluster, and answers vectors or a refusal for
 * each. While the device works on one batch the proxies of the next are fetched; a batch is as long
 * as the device needs for the wanted time.
 *
 * <p>It tells what it holds and whether it has room to each dispatcher: whenever that changes, and
 * each few seconds, so that a lost message costs seconds. Nothing is lost when it dies: the leases
 * run out.
 */
public final class EmbeddingWorker extends AbstractBehavior<EmbeddingWorker.Message> {

  /** What reaches this actor: work from outside, and what it tells itself. */
  sealed interface Message {
    record Command(WorkerCommand command) implements Message {}

    record Dispatchers(Set<ActorRef<EmbeddingSignal>> refs) implements Message {
      public Dispatchers {
        refs = Set.copyOf(refs);
      }
    }

    record Announce() implements Message {}

    /** The proxies of a batch are there, or cannot be had now. */
    record Fetched(
        WorkerCommand.Embed batch,
        Optional<ProxySource.Proxies> proxies,
        Optional<Throwable> trouble)
        implements Message {}

    /** The outcomes of all segments of a batch in order, or what went wrong with the whole. */
    record Embedded(
        WorkerCommand.Embed batch,
        Instant startedAt,
        List<ImageOutcome> outcomes,
        Optional<Throwable> trouble)
        implements Message {
      public Embedded {
        outcomes = List.copyOf(outcomes);
      }
    }
  }

  private final Supplier<List<EmbeddingModel>> models;
  private final ProxySource proxies;
  private final WorkerSettings settings;
  private final String node;
  private final Clock clock;
  private final ActorRef<WorkerCommand> self;
  private final WorkerEntry entry;
  private final Paces paces;
  private final HeldBatches held = new HeldBatches();
  private final Set<ActorRef<EmbeddingSignal>> dispatchers = new HashSet<>();
  private Optional<ActorRef<Done>> leaving = Optional.empty();
  private String refusal = "";

  private EmbeddingWorker(
      ActorContext<Message> context,
      Supplier<List<EmbeddingModel>> models,
      ProxySource proxies,
      WorkerSettings settings,
      String node,
      Clock clock) {
    super(context);
    this.models = models;
    this.proxies = proxies;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
    this.self = context.messageAdapter(WorkerCommand.class, Message.Command::new);
    this.entry = new WorkerEntry(context.getSystem().receptionist(), self);
    this.paces = new Paces(settings, node);
  }

  /**
   * @param models those that are loaded at the moment
   * @param node the name under which this node's work is told
   */
  public static Behavior<Message> create(
      Supplier<List<EmbeddingModel>> models,
      ProxySource proxies,
      WorkerSettings settings,
      String node,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  EmbeddingWorker worker =
                      new EmbeddingWorker(context, models, proxies, settings, node, clock);
                  worker.subscribe(timers);
                  return worker;
                }));
  }

  private void subscribe(TimerScheduler<Message> timers) {
    // with a name of its own: the list of services keeps those who look and those who offer apart
    // by
    // their references, and all adapters of an actor share one
    ActorRef<Receptionist.Listing> listings =
        getContext().spawn(listener(getContext().getSelf()), "dispatchers");
    getContext()
        .getSystem()
        .receptionist()
        .tell(Receptionist.subscribe(EmbeddingSignal.DISPATCHERS, listings));
    entry.enter(paces.facts(models.get()).spaces());
    timers.startTimerWithFixedDelay(new Message.Announce(), settings.announceEvery());
  }

  private static Behavior<Receptionist.Listing> listener(ActorRef<Message> worker) {
    return Behaviors.receiveMessage(
        listing -> {
          worker.tell(
              new Message.Dispatchers(listing.getServiceInstances(EmbeddingSignal.DISPATCHERS)));
          return Behaviors.same();
        });
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Message.Dispatchers.class, this::onDispatchers)
        .onMessage(Message.Announce.class, announce -> announce())
        .onMessage(Message.Command.class, message -> onCommand(message.command()))
        .onMessage(Message.Fetched.class, this::onFetched)
        .onMessage(Message.Embedded.class, this::onEmbedded)
        .build();
  }

  private Behavior<Message> onDispatchers(Message.Dispatchers found) {
    dispatchers.retainAll(found.refs());
    for (ActorRef<EmbeddingSignal> dispatcher : found.refs()) {
      if (dispatchers.add(dispatcher)) {
        announceTo(dispatcher);
      }
    }
    return this;
  }

  private Behavior<Message> announce() {
    if (leaving.isEmpty()) {
      entry.enter(paces.facts(models.get()).spaces());
    }
    dispatchers.forEach(this::announceTo);
    return this;
  }

  private void announceTo(ActorRef<EmbeddingSignal> dispatcher) {
    int capacity = leaving.isEmpty() && held.hasRoom() ? paces.capacity(models.get()) : 0;
    dispatcher.tell(
        new EmbeddingSignal.Ready(self, paces.facts(models.get()), capacity, held.of(dispatcher)));
  }

  private Optional<EmbeddingModel> model(EmbeddingSpace space) {
    return models.get().stream().filter(one -> one.space().equals(space)).findFirst();
  }

  private Behavior<Message> onCommand(WorkerCommand command) {
    if (command instanceof WorkerCommand.Embed batch) {
      return onEmbed(batch);
    }
    if (command instanceof WorkerCommand.Refused refused) {
      return onRefused(refused.words());
    }
    if (command instanceof WorkerCommand.Describe describe) {
      describe.replyTo().tell(paces.facts(models.get()));
    } else if (command instanceof WorkerCommand.Drain drain) {
      return leave(drain.replyTo());
    } else if (command instanceof WorkerCommand.Leave leave) {
      held.all().forEach(batch -> decline(batch, "the node stops"));
      return leave(leave.replyTo());
    }
    return this;
  }

  private Behavior<Message> onRefused(String words) {
    if (!words.equals(refusal)) {
      refusal = words;
      getContext().getLog().warn("event=worker-not-needed words='{}'", words);
    }
    return this;
  }

  private Behavior<Message> leave(ActorRef<Done> replyTo) {
    leaving = Optional.of(replyTo);
    entry.leave();
    announce();
    return goWhenDone();
  }

  private Behavior<Message> goWhenDone() {
    if (leaving.isEmpty() || !held.isEmpty()) {
      return this;
    }
    getContext().getLog().info("event=embedding-worker-left");
    leaving.get().tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private Behavior<Message> onEmbed(WorkerCommand.Embed batch) {
    if (leaving.isPresent() || model(batch.space()).isEmpty()) {
      decline(batch, leaving.isPresent() ? "the worker leaves" : foreign(batch.space()));
      return this;
    }
    if (held.add(batch)) {
      List<DerivedKey> keys =
          batch.tasks().stream()
              .flatMap(task -> task.segments().stream())
              .map(segment -> segment.proxy())
              .toList();
      getContext()
          .pipeToSelf(
              proxies.fetch(keys),
              (found, trouble) ->
                  new Message.Fetched(
                      batch, Optional.ofNullable(found), Optional.ofNullable(trouble)));
      announce();
    }
    return this;
  }

  private String foreign(EmbeddingSpace space) {
    return "this worker holds no model of " + space.id() + " (any more)";
  }

  private void decline(WorkerCommand.Embed batch, String words) {
    held.remove(batch);
    batch.replyTo().tell(new EmbeddingSignal.Declined(batch.batchId(), node, words));
  }

  private Behavior<Message> onFetched(Message.Fetched fetched) {
    WorkerCommand.Embed batch = fetched.batch();
    Optional<EmbeddingModel> model = model(batch.space());
    if (fetched.proxies().isEmpty()) {
      // says nothing of the proxies: others may reach them; we ask again with the next announcement
      Throwable trouble = fetched.trouble().orElseThrow();
      getContext().getLog().warn("event=proxies-not-fetched", trouble);
      decline(batch, "the small pictures could not be fetched: " + trouble.getMessage());
      return goWhenDone();
    }
    ProxySource.Proxies found = fetched.proxies().get();
    if (!held.of(batch.replyTo()).contains(batch.batchId()) || model.isEmpty()) {
      found.close();
      decline(batch, foreign(batch.space()));
      return goWhenDone();
    }
    // the model takes batches in turn: this one waits inside, so that the device never does
    Instant submitted = clock.instant();
    getContext()
        .pipeToSelf(
            model.get().embedImages(found.paths()),
            (outcomes, trouble) -> {
              found.close();
              return new Message.Embedded(
                  batch,
                  submitted,
                  outcomes == null ? List.of() : outcomes,
                  Optional.ofNullable(trouble));
            });
    return this;
  }

  private Behavior<Message> onEmbedded(Message.Embedded done) {
    WorkerCommand.Embed batch = done.batch();
    if (!held.remove(batch)) {
      return this;
    }
    if (done.trouble().isPresent() && model(batch.space()).isEmpty()) {
      // the space was dropped meanwhile: that is no fault of the pictures
      decline(batch, foreign(batch.space()));
    } else {
      answer(done);
    }
    announce();
    return goWhenDone();
  }

  private void answer(Message.Embedded done) {
    WorkerCommand.Embed batch = done.batch();
    done.trouble()
        .ifPresent(
            trouble ->
                getContext()
                    .getLog()
                    .warn("event=batch-failed space={}", batch.space().id(), trouble));
    int pictures = batch.tasks().stream().mapToInt(task -> task.segments().size()).sum();
    Instant now = clock.instant();
    Instant begun =
        paces.done(batch.space(), batch.tasks().size(), pictures, done.startedAt(), now);
    long elapsedMs = Duration.between(begun, now).toMillis();
    List<EmbedAnswer> answers = BatchAnswers.of(done, begun, elapsedMs);
    for (List<EmbedAnswer> some : AnswerParts.of(answers)) {
      batch
          .replyTo()
          .tell(new EmbeddingSignal.Answered(batch.batchId(), batch.space(), node, some));
    }
    batch.replyTo().tell(new EmbeddingSignal.Finished(batch.batchId()));
    getContext().getLog().debug("event=embedded items={} elapsedMs={}", answers.size(), elapsedMs);
  }
}
