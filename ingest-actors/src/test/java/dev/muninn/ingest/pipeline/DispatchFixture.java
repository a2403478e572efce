package dev.muninn.ingest.pipeline;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import dev.muninn.blob.DiskRoom;
import dev.muninn.catalog.PipelineCounts;
import dev.muninn.ingest.stage.StageInput;
import dev.muninn.media.signal.MediaItemCommand;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.MediaItemReply;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Real dispatchers over a real database, with items in memory and stages that do as they are told.
 * Each life of a node has leases and a solitude of its own.
 */
final class DispatchFixture implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);

  final ViewFixture view = new ViewFixture();
  final FakeItems items = new FakeItems(view);
  final FakeStage stage = new FakeStage();
  final TestPlans plans = new TestPlans(ViewFixture.SPACE);
  final AtomicBoolean room = new AtomicBoolean(true);
  private final ActorTestKit kit =
      ActorTestKit.create(ConfigFactory.parseString("akka.loglevel = WARNING"));
  private final ExecutorService database = Executors.newFixedThreadPool(4);
  private int names;

  ActorTestKit kit() {
    return kit;
  }

  static PipelineSettings settings(Duration poll, Duration batchTimeout, Duration patience) {
    return new PipelineSettings(
        3,
        poll,
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        3,
        10,
        patience,
        Duration.ofSeconds(10),
        batchTimeout);
  }

  static PipelineSettings eager() {
    return settings(Duration.ofMillis(50), Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  /** A life of the node {@code node-1}. */
  Life life(String incarnation) {
    return life(incarnation, eager());
  }

  Life life(String incarnation, PipelineSettings settings) {
    return new Life(view.leases("node-1", incarnation), settings);
  }

  final class Life {
    final WorkLeases leases;
    private final PipelineSettings settings;
    private final Solitude solitude = new Solitude(System::nanoTime);
    private final ItemReports reports = new ItemReports(items);

    private Life(WorkLeases leases, PipelineSettings settings) {
      this.leases = leases;
      this.settings = settings;
    }

    private PassClaims claims(Pass pass, String space) {
      DiskRoom disk = () -> new DiskRoom.Room(room.get(), "full", 1, 2);
      return new PassClaims(
          leases,
          pass,
          space,
          solitude,
          disk,
          Reach.ALONE,
          () -> true,
          settings.suspectPatience(),
          database);
    }

    ActorRef<StageDispatcher.Command> stages() {
      LocalRun run =
          new LocalRun(stage, reports, Reach.ALONE, settings, Clock.systemUTC(), "node-1");
      ActorRef<StageDispatcher.Command> stages =
          kit.spawn(
              StageDispatcher.create(claims(Pass.LOCAL, ""), leases, run, settings, database),
              "stages-" + names++);
      view.wakes(pass -> stages.tell(new StageDispatcher.Wake()));
      return stages;
    }

    ActorRef<EmbedDispatcher.Command> embeds() {
      EmbedRun run = new EmbedRun(leases, reports, settings, Clock.systemUTC(), "node-1", database);
      ActorRef<EmbedDispatcher.Command> embeds =
          kit.spawn(
              EmbedDispatcher.create(space -> claims(Pass.EMBED, space.id()), run, plans, settings),
              "embeds-" + names++);
      view.wakes(pass -> embeds.tell(new EmbedDispatcher.Wake()));
      return embeds;
    }
  }

  /** A picture with its proxy made. */
  MediaItemKey previewed(String letter) {
    MediaItemKey key = items.add(letter);
    MediaItemReply.Inspected known =
        (MediaItemReply.Inspected) items.tell(key, new MediaItemCommand.Inspect(null));
    StageInput input = new StageInput(known.facts(), 1, "node-1", Set.of());
    items.tell(key, new MediaItemCommand.RecordResults(FakeStage.done(input).results(), null));
    return key;
  }

  void drain(ActorRef<StageDispatcher.Command> stages) {
    TestProbe<Done> done = kit.createTestProbe();
    stages.tell(new StageDispatcher.Stop(done.getRef()));
    done.receiveMessage(LONG);
  }

  PipelineCounts counts() {
    return view.counts(ViewFixture.ORG);
  }

  /** Waits for something that happens elsewhere, and fails with the counts when it does not. */
  void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + counts());
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Long enough for some looks of a dispatcher: for what must not happen. */
  void someLooksLater() {
    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
    database.shutdown();
    try {
      database.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    view.close();
  }
}
