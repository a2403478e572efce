package dev.muninn.gpu.worker;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import dev.muninn.blob.DerivedStore;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSignal;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.ImageOutcome;
import dev.muninn.embedding.WorkerCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Pulls items to embed from every dispatcher of the cluster, one batch of each at a time, and
 * answers vectors or a refusal for each item.
 *
 * <p>It names the spaces of the models that are loaded at the moment. It says {@code Ready} to a
 * dispatcher that it has no work of: at once, then each few seconds, so that a lost message costs
 * seconds. Nothing is lost when it dies: the leases run out.
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
  private final DerivedStore derived;
  private final WorkerSettings settings;
  private final String node;
  private final Clock clock;
  private final ActorRef<WorkerCommand> self;

  /** Each dispatcher that is there, and the batch that it is owed an answer for. */
  private final Map<ActorRef<EmbeddingSignal>, Optional<String>> dispatchers = new HashMap<>();

  private EmbeddingWorker(
      ActorContext<Message> context,
      Supplier<List<EmbeddingModel>> models,
      DerivedStore derived,
      WorkerSettings settings,
      String node,
      Clock clock) {
    super(context);
    this.models = models;
    this.derived = derived;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
    this.self = context.messageAdapter(WorkerCommand.class, Message.Command::new);
  }

  public static Behavior<Message> create(
      Supplier<List<EmbeddingModel>> models,
      DerivedStore derived,
      WorkerSettings settings,
      String node,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  EmbeddingWorker worker =
                      new EmbeddingWorker(context, models, derived, settings, node, clock);
                  worker.subscribe(timers);
                  return worker;
                }));
  }

  private void subscribe(TimerScheduler<Message> timers) {
    ActorRef<Receptionist.Listing> listings =
        getContext()
            .messageAdapter(
                Receptionist.Listing.class,
                l -> new Message.Dispatchers(l.getServiceInstances(EmbeddingSignal.DISPATCHERS)));
    getContext()
        .getSystem()
        .receptionist()
        .tell(Receptionist.subscribe(EmbeddingSignal.DISPATCHERS, listings));
    timers.startTimerWithFixedDelay(new Message.Announce(), settings.announceEvery());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Message.Dispatchers.class, this::onDispatchers)
        .onMessage(Message.Announce.class, announce -> onAnnounce())
        .onMessage(Message.Command.class, this::onCommand)
        .onMessage(Message.Embedded.class, this::onEmbedded)
        .build();
  }

  private Behavior<Message> onDispatchers(Message.Dispatchers found) {
    dispatchers.keySet().retainAll(found.refs());
    for (ActorRef<EmbeddingSignal> dispatcher : found.refs()) {
      if (dispatchers.putIfAbsent(dispatcher, Optional.empty()) == null) {
        announceTo(dispatcher);
      }
    }
    return this;
  }

  private Behavior<Message> onAnnounce() {
    dispatchers.forEach(
        (dispatcher, batch) -> {
          if (batch.isEmpty()) {
            announceTo(dispatcher);
          }
        });
    return this;
  }

  private void announceTo(ActorRef<EmbeddingSignal> dispatcher) {
    dispatcher.tell(new EmbeddingSignal.Ready(self, node, spaces(), settings.capacity()));
  }

  private List<EmbeddingSpace> spaces() {
    return models.get().stream().map(EmbeddingModel::space).toList();
  }

  private Optional<EmbeddingModel> model(EmbeddingSpace space) {
    return models.get().stream().filter(one -> one.space().equals(space)).findFirst();
  }

  private Behavior<Message> onCommand(Message.Command message) {
    if (message.command() instanceof WorkerCommand.Embed batch) {
      embed(batch);
    }
    return this;
  }

  private void embed(WorkerCommand.Embed batch) {
    Optional<EmbeddingModel> model = model(batch.space());
    if (model.isEmpty()) {
      // the model was closed since Ready: nothing was worked on
      batch.replyTo().tell(new EmbeddingSignal.Answered(batch.batchId(), node, List.of()));
      return;
    }
    dispatchers.computeIfPresent(
        batch.replyTo(), (dispatcher, before) -> Optional.of(batch.batchId()));
    List<Path> proxies =
        batch.tasks().stream()
            .flatMap(task -> task.segments().stream())
            .map(segment -> derived.path(segment.proxy()))
            .toList();
    Instant startedAt = clock.instant();
    getContext()
        .pipeToSelf(
            model.get().embedImages(proxies),
            (outcomes, trouble) ->
                new Message.Embedded(
                    batch,
                    startedAt,
                    outcomes == null ? List.of() : outcomes,
                    Optional.ofNullable(trouble)));
  }

  /** The space was dropped meanwhile: that is no fault of the pictures. */
  private boolean wasClosed(Message.Embedded done) {
    return done.trouble().isPresent() && model(done.batch().space()).isEmpty();
  }

  private Behavior<Message> onEmbedded(Message.Embedded done) {
    WorkerCommand.Embed batch = done.batch();
    long elapsedMs = Duration.between(done.startedAt(), clock.instant()).toMillis();
    List<EmbedAnswer> answers = wasClosed(done) ? List.of() : BatchAnswers.of(done, elapsedMs);
    batch.replyTo().tell(new EmbeddingSignal.Answered(batch.batchId(), node, answers));
    done.trouble()
        .ifPresent(
            trouble ->
                getContext()
                    .getLog()
                    .warn("event=batch-failed space={}", batch.space().id(), trouble));
    getContext().getLog().debug("event=embedded items={} elapsedMs={}", answers.size(), elapsedMs);
    Optional<String> owed = dispatchers.get(batch.replyTo());
    if (owed != null && owed.equals(Optional.of(batch.batchId()))) {
      dispatchers.put(batch.replyTo(), Optional.empty());
      announceTo(batch.replyTo());
    }
    return this;
  }
}
