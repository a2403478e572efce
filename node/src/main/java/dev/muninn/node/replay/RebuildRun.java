package dev.muninn.node.replay;

import dev.muninn.catalog.Rebuilds;
import dev.muninn.catalog.Rebuilds.Rebuild;
import dev.muninn.catalog.Rebuilds.State;
import dev.muninn.catalog.Rebuilds.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rebuild: its parts one after the other, each of which fails alone. It has ended when what it
 * has other nodes do has ended too.
 */
final class RebuildRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);

  private final String id;
  private final Target target;
  private final List<PartRun> views;
  private final Elsewhere elsewhere;
  private final List<PartRun> indexes;
  private final Clock clock;
  private final Instant startedAt;
  private volatile Optional<Instant> endedAt = Optional.empty();
  private volatile Optional<String> trouble = Optional.empty();

  RebuildRun(
      String id,
      Target target,
      List<PartRun> views,
      Elsewhere elsewhere,
      List<PartRun> indexes,
      Clock clock) {
    this.id = id;
    this.target = target;
    this.views = List.copyOf(views);
    this.elsewhere = elsewhere;
    this.indexes = List.copyOf(indexes);
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  String id() {
    return id;
  }

  boolean ended() {
    return endedAt.isPresent();
  }

  /** As it stands now; any thread. */
  Rebuild now() {
    Optional<Instant> end = endedAt;
    Optional<String> words = trouble;
    State state = end.isEmpty() ? State.RUNNING : words.isPresent() ? State.FAILED : State.DONE;
    List<Rebuilds.Part> each =
        Stream.concat(views.stream(), indexes.stream()).map(PartRun::part).toList();
    return new Rebuild(id, target, state, startedAt, end, each, words);
  }

  @Override
  public void run() {
    LOG.info("event=rebuild-started rebuild={} target={}", id, target);
    List<String> failures = new ArrayList<>();
    run(views, failures);
    try {
      elsewhere.begin();
      run(indexes, failures);
      failures.addAll(elsewhere.awaitEnd());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add("the other nodes were not waited for: the node stops");
    } catch (RuntimeException e) {
      LOG.error("event=rebuild-failed rebuild={} part=others", id, e);
      failures.add("the other nodes were not asked: " + e.getMessage());
    }
    trouble = failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
    endedAt = Optional.of(clock.instant());
    LOG.info("event=rebuild-ended rebuild={} target={} failures={}", id, target, failures.size());
  }

  private void run(List<PartRun> parts, List<String> failures) {
    for (PartRun part : parts) {
      if (!Thread.currentThread().isInterrupted()) {
        run(part).ifPresent(failures::add);
      }
    }
  }

  /** The words of its failure; the old rows or vectors answer on. */
  private Optional<String> run(PartRun part) {
    try {
      part.run();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(part.part().name() + " was not rebuilt: the node stops");
    } catch (Exception e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      LOG.error("event=rebuild-failed rebuild={} part={}", id, part.part().name(), cause);
      return Optional.of(
          part.part().name() + " was not rebuilt, the old one answers on: " + cause.getMessage());
    }
  }
}
