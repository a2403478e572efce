package dev.muninn.query;

import dev.muninn.embedding.EmbeddingModel;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SpaceModels;
import dev.muninn.media.OrgId;
import dev.muninn.media.signal.SpacePlan;
import dev.muninn.media.signal.SpacePlan.Space;
import dev.muninn.query.index.IndexPartition;
import dev.muninn.query.projection.IndexProjection;
import dev.muninn.query.search.SearchSources;
import dev.muninn.query.search.SearchSpaces;
import dev.muninn.query.search.SpaceSearch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live spaces of this node: of each the model and an index of its own. A search takes one of
 * them as a whole, and the switch is one reference. The index of a space that is filled is kept up
 * from the moment it is live, so that the switch has nothing to load. Thread-safe.
 */
final class LiveSpaces implements SearchSpaces, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSpaces.class);
  private static final long RETRY_SECONDS = 5;
  private static final long CLOSE_SECONDS = 30;

  private final SpaceModels models;
  private final UnaryOperator<EmbeddingModel> inFront;
  private final Indexes indexes;
  private final Map<EmbeddingSpace, Live> live = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LiveSpaces::named);

  /** Only read and written on the thread. */
  private boolean retrying;

  private volatile SpacePlan plan = SpacePlan.NONE;
  private volatile Live active;

  /** How indexes are made and their files forgotten. */
  interface Indexes {
    /** Not started yet. */
    IndexProjection of(EmbeddingSpace space);

    /** Deletes the files of every space but these; blocking. */
    void keepFiles(Collection<EmbeddingSpace> spaces);
  }

  private record Live(SpaceSearch search, IndexProjection index) {}

  /**
   * @param inFront what queries ask in place of a model, such as one that remembers
   */
  LiveSpaces(SpaceModels models, UnaryOperator<EmbeddingModel> inFront, Indexes indexes) {
    this.models = models;
    this.inFront = inFront;
    this.indexes = indexes;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "muninn-spaces");
    thread.setDaemon(true);
    return thread;
  }

  /** Blocks until the active space answers; the others follow by themselves. */
  void start(SpacePlan first) {
    plan = first;
    open(first.spaces().get(0));
    active = live.get(first.active());
    thread.execute(this::settle);
  }

  /** The switch, if this space is here; what takes longer is done on a thread of its own. */
  void follow(SpacePlan next) {
    if (!thread.isShutdown() && turn(next)) {
      thread.execute(this::settle);
    }
  }

  /** A node that has not loaded the space yet goes on answering from the old one until it has. */
  private synchronized boolean turn(SpacePlan next) {
    if (next.sequenceNr() < plan.sequenceNr()) {
      return false;
    }
    plan = next;
    Live chosen = live.get(plan.active());
    if (chosen != null && !chosen.equals(active)) {
      active = chosen;
      LOG.info("event=space-answers space={}", chosen.search().id());
    }
    return true;
  }

  private void settle() {
    for (Space space : plan.spaces()) {
      if (!live.containsKey(space.space())) {
        try {
          open(space);
        } catch (RuntimeException e) {
          LOG.warn(
              "will retry: the space is not here space={} cause='{}'",
              space.space().id(),
              e.toString());
          settleLater();
        }
      }
    }
    turn(plan);
    forget();
  }

  private void settleLater() {
    if (!retrying) {
      retrying = true;
      ScheduledFuture<?> retry =
          thread.schedule(this::settleAgain, RETRY_SECONDS, TimeUnit.SECONDS);
      LOG.debug("event=spaces-retry delay={}", retry.getDelay(TimeUnit.SECONDS));
    }
  }

  private void settleAgain() {
    retrying = false;
    settle();
  }

  private void open(Space space) {
    EmbeddingModel model = models.ofPack(space.model()).toCompletableFuture().join();
    if (!model.space().equals(space.space())) {
      throw new IllegalStateException(
          "the pack "
              + space.model()
              + " that is here makes vectors of "
              + model.space().id()
              + ", not of "
              + space.space().id());
    }
    IndexProjection index = indexes.of(space.space());
    try {
      index.start().toCompletableFuture().join();
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
    live.put(space.space(), new Live(new SpaceSearch(inFront.apply(model), sources(index)), index));
  }

  private static SearchSources sources(IndexProjection index) {
    return new SearchSources() {
      @Override
      public Optional<IndexPartition> partition(OrgId org) {
        return index.partition(org);
      }

      @Override
      public long lagMs() {
        return index.lagMs();
      }
    };
  }

  /** What is dropped and does not answer here any more goes with its model and its files. */
  private void forget() {
    SpacePlan now = plan;
    for (EmbeddingSpace space : List.copyOf(live.keySet())) {
      if (now.find(space).isEmpty() && !live.get(space).equals(active)) {
        live.remove(space).index().close();
        LOG.info("event=space-forgotten space={}", space.id());
      }
    }
    List<EmbeddingSpace> wanted =
        live.keySet().stream().filter(one -> now.find(one).isEmpty()).toList();
    if (wanted.isEmpty()) {
      models.keep(now.live(), now.spaces().get(0).model());
      indexes.keepFiles(now.live());
    }
  }

  @Override
  public SpaceSearch active() {
    return active.search();
  }

  @Override
  public Optional<SpaceSearch> live(String spaceId) {
    return live.values().stream()
        .map(Live::search)
        .filter(one -> one.id().equals(spaceId))
        .findFirst();
  }

  /** The index that answers. */
  IndexProjection index() {
    return active.index();
  }

  /** Every index of this node by the id of its space, the one that answers first. */
  List<Map.Entry<EmbeddingSpace, IndexProjection>> indexes() {
    Live first = active;
    return live.entrySet().stream()
        .sorted(
            (a, b) ->
                a.getValue() == first
                    ? -1
                    : b.getValue() == first ? 1 : a.getKey().id().compareTo(b.getKey().id()))
        .map(one -> Map.entry(one.getKey(), one.getValue().index()))
        .toList();
  }

  /** Saves all indexes; the models are their owner's. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a space is still being opened after {} s: left to itself", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    live.values().forEach(one -> one.index().close());
  }
}
