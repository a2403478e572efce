package dev.muninn.ingest.pipeline;

import akka.actor.typed.ActorRef;
import dev.muninn.embedding.EmbedAnswer;
import dev.muninn.embedding.EmbedTask;
import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.embedding.SegmentVector;
import dev.muninn.embedding.WorkerCommand;
import dev.muninn.ingest.pipeline.EmbedRun.Prepared;
import dev.muninn.media.signal.MediaItemKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker was given and has not answered yet. Belongs to one actor. */
final class EmbedBatch {
  private final ActorRef<WorkerCommand> worker;
  private final Prepared prepared;
  private final long since = System.nanoTime();
  private final Map<MediaItemKey, Lease> open = new LinkedHashMap<>();

  /** The parts that came so far, of items whose vectors come in several. */
  private final Map<MediaItemKey, List<EmbedAnswer.Vectors>> parts = new HashMap<>();

  private boolean lost;

  EmbedBatch(ActorRef<WorkerCommand> worker, Prepared prepared, Collection<EmbedTask> tasks) {
    this.worker = worker;
    this.prepared = prepared;
    for (EmbedTask task : tasks) {
      Lease lease = prepared.work().get(task);
      open.put(lease.key(), lease);
    }
  }

  ActorRef<WorkerCommand> worker() {
    return worker;
  }

  EmbeddingSpace space() {
    return prepared.space();
  }

  PassClaims.Claimed claimed() {
    return prepared.claimed();
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - since > age.toNanos();
  }

  boolean isLost() {
    return lost;
  }

  /** Others may do it; what this worker says of it still counts where it is the first. */
  void becomeLost() {
    lost = true;
  }

  /** What is not answered. */
  List<Lease> left() {
    return List.copyOf(open.values());
  }

  /** An answer that is whole, and the lease that it ends. */
  record Whole(Lease lease, EmbedAnswer answer) {}

  /** Empty while parts are missing, and of an item that is none of this batch any more. */
  Optional<Whole> take(EmbedAnswer answer) {
    MediaItemKey key = new MediaItemKey(answer.org(), answer.mediaId());
    if (!open.containsKey(key)) {
      return Optional.empty();
    }
    if (answer instanceof EmbedAnswer.Vectors part && part.parts() > 1) {
      return joined(key, part).map(whole -> new Whole(open.remove(key), whole));
    }
    return Optional.of(new Whole(open.remove(key), answer));
  }

  private Optional<EmbedAnswer> joined(MediaItemKey key, EmbedAnswer.Vectors part) {
    List<EmbedAnswer.Vectors> some = parts.computeIfAbsent(key, any -> new ArrayList<>());
    if (part.part() != some.size() + 1) {
      // one before it was lost on the way: the item stays open, and is given back in the end
      return Optional.empty();
    }
    some.add(part);
    if (some.size() < part.parts()) {
      return Optional.empty();
    }
    parts.remove(key);
    List<SegmentVector> vectors = new ArrayList<>();
    some.forEach(one -> vectors.addAll(one.vectors()));
    EmbedAnswer.Vectors first = some.get(0);
    return Optional.of(
        new EmbedAnswer.Vectors(
            first.org(),
            first.mediaId(),
            vectors,
            first.labels(),
            first.startedAt(),
            first.elapsedMs()));
  }
}
