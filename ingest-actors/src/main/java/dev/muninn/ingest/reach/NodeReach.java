package dev.muninn.ingest.reach;

import dev.muninn.blob.DiskRoom;
import dev.muninn.ingest.pipeline.Reach;
import dev.muninn.ingest.pipeline.StorageWaits;
import dev.muninn.ingest.stage.StageOutcome;
import dev.muninn.ingest.storage.RoomProbe;
import dev.muninn.ingest.storage.StoreMark;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ErrorCode;
import dev.muninn.media.SourceId;
import dev.muninn.media.signal.ItemFacts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node reaches, by looking every few seconds: the mark of the store, the folders of the
 * sources, and whether the disk can be written to again after it was full. Each source is looked at
 * on a thread of its own, and one that does not answer counts as away. A stage that met a trouble
 * is believed over the look for {@code distrust}. Thread-safe; {@link #look} by one thread at a
 * time.
 */
public final class NodeReach implements Reach, DiskRoom {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReach.class);
  private static final long PATIENCE_MS = 1000;
  private static final String NO_ANSWER = "The folder does not answer. Is the disk mounted?";

  private final StoreMark mark;
  private final Supplier<Map<SourceId, Supplier<Optional<String>>>> sources;
  private final DiskRoom floor;
  private final RoomProbe probe;
  private final Duration distrust;
  private final Executor blocking;
  private final LongSupplier clockNs;
  private final Map<SourceId, Seen> seen = new ConcurrentHashMap<>();
  private final Set<SourceId> looking = ConcurrentHashMap.newKeySet();
  private final Map<SourceId, Long> distrusted = new ConcurrentHashMap<>();
  private volatile boolean looked;
  private volatile Optional<Full> full = Optional.empty();

  /** What a look at a source said, and when it was over. */
  private record Seen(Optional<String> trouble, long atNs) {}

  /** The disk refused to be written to; not tried again before. */
  private record Full(String words, long untilNs) {}

  /**
   * @param distrust how long a stage that met a trouble is believed; a look is believed for three
   *     times as long
   * @param clockNs as {@link System#nanoTime}
   */
  public NodeReach(
      StoreMark mark,
      Supplier<Map<SourceId, Supplier<Optional<String>>>> sources,
      DiskRoom floor,
      RoomProbe probe,
      Duration distrust,
      Executor blocking,
      LongSupplier clockNs) {
    this.mark = mark;
    this.sources = sources;
    this.floor = floor;
    this.probe = probe;
    this.distrust = distrust;
    this.blocking = blocking;
    this.clockNs = clockNs;
  }

  /** Looks at everything, and waits a second at most for disks that are slow. Blocking. */
  void look() {
    Map<SourceId, Supplier<Optional<String>>> looks = sources.get();
    seen.keySet().retainAll(looks.keySet());
    distrusted.keySet().retainAll(looks.keySet());
    CompletableFuture.allOf(
            looks.entrySet().stream()
                .map(one -> begin(one.getKey(), one.getValue()))
                .toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, PATIENCE_MS, TimeUnit.MILLISECONDS)
        .join();
    full.filter(one -> clockNs.getAsLong() - one.untilNs() >= 0).ifPresent(one -> tryToWrite());
    looked = true;
  }

  /** Ends when the look does, at once where the last one has not come back. */
  private CompletableFuture<Void> begin(SourceId source, Supplier<Optional<String>> look) {
    if (!looking.add(source)) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(look, blocking)
        .handle(
            (trouble, failure) -> {
              looking.remove(source);
              if (failure == null) {
                seen.put(source, new Seen(trouble, clockNs.getAsLong()));
              }
              return null;
            });
  }

  private void tryToWrite() {
    Optional<String> trouble = probe.trouble();
    full = trouble.map(words -> new Full(words, clockNs.getAsLong() + distrust.toNanos()));
    if (trouble.isEmpty()) {
      LOG.info("event=disk-has-room");
    }
  }

  @Override
  public boolean store() {
    return looked && mark.isThere();
  }

  @Override
  public Optional<Set<SourceId>> sources() {
    return Optional.of(
        seen.keySet().stream()
            .filter(source -> trouble(source).isEmpty())
            .collect(Collectors.toSet()));
  }

  private Optional<String> trouble(SourceId source) {
    long now = clockNs.getAsLong();
    Seen last = seen.get(source);
    boolean stale = last == null || now - last.atNs() > distrust.toNanos() * 3;
    Long until = distrusted.get(source);
    if (stale || (until != null && now - until < 0)) {
      return Optional.of(NO_ANSWER);
    }
    return last.trouble();
  }

  @Override
  public Room room() {
    Room now = floor.room();
    return full.map(one -> new Room(false, one.words(), now.freeBytes(), now.floorBytes()))
        .orElse(now);
  }

  @Override
  public boolean isToBlame(StageOutcome outcome, ItemFacts item) {
    Optional<ErrorCode> code = outcome.failure().map(failed -> failed.failure().code());
    long until = clockNs.getAsLong() + distrust.toNanos();
    if (code.equals(Optional.of(ErrorCode.DISK_FULL))) {
      full = outcome.failure().map(failed -> new Full(failed.failure().detail(), until));
      LOG.warn("event=disk-full mediaId={} another node may do it", item.mediaId());
      return true;
    }
    if (code.equals(Optional.of(ErrorCode.SOURCE_OFFLINE))) {
      for (ByteOrigin origin : item.origins()) {
        if (origin instanceof ByteOrigin.InSource in) {
          distrusted.put(in.location().source(), until);
        }
      }
      return true;
    }
    return code.isPresent() && !mark.look();
  }

  /** What is in the way, in words; empty words where all is well. */
  Map<String, String> troubles() {
    Map<String, String> said = new TreeMap<>();
    said.put(StorageWaits.STORE, mark.isThere() ? "" : mark.words());
    Room room = room();
    said.put(StorageWaits.ROOM, room.open() ? "" : room.words());
    seen.keySet().forEach(source -> said.put(source.value(), trouble(source).orElse("")));
    looking.forEach(source -> said.putIfAbsent(source.value(), NO_ANSWER));
    return said;
  }
}
