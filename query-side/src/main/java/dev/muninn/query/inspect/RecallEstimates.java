package dev.muninn.query.inspect;

import dev.muninn.catalog.IndexStatus;
import dev.muninn.media.OrgId;
import dev.muninn.query.index.IndexPartition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last estimate of each partition's recall, with its time. One is made in the background when
 * somebody asks for it and the last is old; never by itself, since it looks at every vector.
 * Thread-safe.
 */
public final class RecallEstimates {
  private static final Logger LOG = LoggerFactory.getLogger(RecallEstimates.class);
  private static final Duration OLD = Duration.ofMinutes(10);

  private final Clock clock;
  private final Executor threads;
  private final Map<Key, IndexStatus.Recall> known = new ConcurrentHashMap<>();
  private final Set<Key> running = ConcurrentHashMap.newKeySet();

  private record Key(OrgId org, String space) {}

  /** {@code threads} is where the long comparisons run. */
  public RecallEstimates(Clock clock, Executor threads) {
    this.clock = clock;
    this.threads = threads;
  }

  /** The last one, if there was any. */
  public Optional<IndexStatus.Recall> last(OrgId org, String space) {
    return Optional.ofNullable(known.get(new Key(org, space)));
  }

  /** Has a new one made, unless the last is young or one is being made. */
  public void want(IndexPartition partition) {
    Key key = new Key(partition.org(), partition.space().id());
    Instant young = clock.instant().minus(OLD);
    boolean needed =
        last(key.org(), key.space()).stream().noneMatch(made -> made.at().isAfter(young));
    if (needed && running.add(key)) {
      threads.execute(() -> make(key, partition));
    }
  }

  private void make(Key key, IndexPartition partition) {
    try {
      Instant at = clock.instant();
      RecallEstimate.of(partition, at.toEpochMilli())
          .ifPresent(
              recall ->
                  known.put(
                      key,
                      new IndexStatus.Recall(
                          RecallEstimate.QUERIES, RecallEstimate.K, recall, at)));
    } catch (RuntimeException e) {
      LOG.warn("recall not estimated org={} space={}", key.org(), key.space(), e);
    } finally {
      running.remove(key);
    }
  }
}
