package dev.muninn.node.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.stream.RestartSettings;
import akka.stream.javadsl.RestartSource;
import akka.stream.javadsl.Source;
import dev.muninn.catalog.IndexStatus;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.Databases;
import dev.muninn.cluster.journal.JournalEvent;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.cluster.journal.JournalReader;
import dev.muninn.media.signal.ImportSessionKey;
import dev.muninn.media.signal.MediaItemKey;
import dev.muninn.media.signal.SourceKey;
import dev.muninn.query.search.RememberedTexts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts the numbers of a node into its registry; docs/operations.md says what each means. */
public final class NodeMetrics {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Set<String> COUNTED =
      Set.of(MediaItemKey.ENTITY_TYPE, ImportSessionKey.ENTITY_TYPE, SourceKey.ENTITY_TYPE);
  private static final RestartSettings AGAIN =
      RestartSettings.create(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2);

  private NodeMetrics() {}

  /** Where the numbers come from. */
  public record Sources(
      Databases databases,
      JournalReader journal,
      JournalProjections projections,
      IndexStatus index,
      Supplier<RememberedTexts.Counts> texts,
      Path data,
      long diskFloorBytes,
      String version) {}

  /** From now on each scrape asks the database, and what is journaled is counted. */
  public static void register(
      ActorSystem<?> system, PrometheusMeterRegistry meters, StageWork work, Sources sources) {
    Executor database = pool(system, "muninn.database-dispatcher");
    Executor files = pool(system, "muninn.blocking-dispatcher");
    Refreshed<List<MetricSnapshot>> fromDatabase =
        new Refreshed<>(
            "database",
            () -> fromDatabase(sources),
            List.of(),
            database,
            MAX_AGE,
            PATIENCE,
            System::nanoTime);
    Refreshed<List<MetricSnapshot>> fromDisk =
        new Refreshed<>(
            "disk", () -> fromDisk(sources), List.of(), files, MAX_AGE, PATIENCE, System::nanoTime);
    meters.getPrometheusRegistry().register(new NodeNumbers(fromDatabase, fromDisk));
    Gauge.builder("muninn.build.info", () -> 1)
        .description("Always 1: the version that runs, and its Java")
        .tags("version", sources.version(), "java", Runtime.version().toString())
        .register(meters);
    countTexts(meters, sources.texts());
    JournalMeters counted = new JournalMeters(meters);
    follow(
        system,
        sources.journal(),
        row -> {
          counted.count(row);
          work.count(row);
        });
  }

  private static void countTexts(
      PrometheusMeterRegistry meters, Supplier<RememberedTexts.Counts> texts) {
    FunctionCounter.builder("muninn.search.texts", texts, t -> (double) t.get().found())
        .description("Query texts whose embedding was needed")
        .tags("from", "memory")
        .register(meters);
    FunctionCounter.builder(
            "muninn.search.texts", texts, t -> (double) (t.get().asked() - t.get().found()))
        .description("Query texts whose embedding was needed")
        .tags("from", "model")
        .register(meters);
  }

  private static void follow(
      ActorSystem<?> system, JournalReader journal, Consumer<JournalEvent> counted) {
    RestartSource.onFailuresWithBackoff(
            AGAIN,
            () ->
                Source.completionStage(journal.position())
                    .flatMapConcat(from -> journal.events(COUNTED, from)))
        .runForeach(counted::accept, system);
  }

  private static List<MetricSnapshot> fromDatabase(Sources sources) {
    try (Connection connection = sources.databases().writer().getConnection()) {
      List<MetricSnapshot> all = new ArrayList<>(PipelineNumbers.read(connection));
      all.addAll(IndexNumbers.read(connection, sources.index()));
      all.addAll(JournalNumbers.read(sources.journal(), sources.projections()));
      return all;
    } catch (SQLException e) {
      throw new DatabaseException("the numbers cannot be read", e);
    }
  }

  private static List<MetricSnapshot> fromDisk(Sources sources) {
    try {
      return List.of(
          Family.of(
              "muninn_disk_free_bytes",
              "Room on the disk that holds the data folder",
              Files.getFileStore(sources.data()).getUsableSpace()),
          Family.of(
              "muninn_disk_floor_bytes",
              "Below this much room nothing more is taken in",
              sources.diskFloorBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Executor pool(ActorSystem<?> system, String name) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(name));
  }
}
