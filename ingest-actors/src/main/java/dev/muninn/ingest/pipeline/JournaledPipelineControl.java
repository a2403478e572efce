package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.CannotPauseException;
import dev.muninn.catalog.PipelineControl;
import dev.muninn.cluster.jdbc.DatabaseException;
import dev.muninn.cluster.jdbc.SqlFunction;
import dev.muninn.cluster.jdbc.TenantSql;
import dev.muninn.cluster.journal.JournalProjections;
import dev.muninn.ingest.pipeline.BoardQueries.Stuck;
import dev.muninn.media.OrgId;
import dev.muninn.media.ParticipantId;
import dev.muninn.media.StageName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Retries by command to the items, pauses by rows that claims look at. */
final class JournaledPipelineControl implements PipelineControl {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final TenantSql sql;
  private final DataSource writer;
  private final JournalProjections projections;
  private final RetryRun retries;
  private final Consumer<Pass> wake;
  private final Executor database;

  /**
   * @param wake told which pass may have work again
   */
  JournaledPipelineControl(
      TenantSql sql,
      DataSource writer,
      JournalProjections projections,
      RetryRun retries,
      Consumer<Pass> wake,
      Executor database) {
    this.sql = sql;
    this.writer = writer;
    this.projections = projections;
    this.retries = retries;
    this.wake = wake;
    this.database = database;
  }

  @Override
  public CompletionStage<RetryOutcome> retry(OrgId org, RetryChoice choice, ParticipantId by) {
    if (choice instanceof RetryChoice.Named named) {
      List<Stuck> chosen =
          named.items().stream().distinct().map(id -> new Stuck(id, Optional.empty())).toList();
      return retries.retry(org, chosen, by);
    }
    RetryChoice.Matching matching = (RetryChoice.Matching) choice;
    return projections
        .awaitFresh(PipelineProjection.NAME, PATIENCE)
        .thenApplyAsync(
            lag ->
                sql.read(
                    org.value(),
                    reader -> BoardQueries.stuck(reader, matching.stage(), matching.code())),
            database)
        .thenCompose(chosen -> retries.retry(org, chosen, by));
  }

  @Override
  public CompletionStage<Pause> pause(OrgId org, StageName stage, String reason, ParticipantId by) {
    if (passOf(stage).isEmpty()) {
      return CompletableFuture.failedFuture(new CannotPauseException(refusal(stage)));
    }
    return write(connection -> StagePauses.put(connection, org, stage, reason, by));
  }

  @Override
  public CompletionStage<Boolean> resume(OrgId org, StageName stage, ParticipantId by) {
    return write(connection -> StagePauses.remove(connection, org, stage))
        .thenApply(
            resumed -> {
              passOf(stage).ifPresent(wake);
              return resumed;
            });
  }

  @Override
  public CompletionStage<List<Pause>> paused(OrgId org) {
    return CompletableFuture.supplyAsync(() -> sql.read(org.value(), StagePauses::list), database);
  }

  private static Optional<Pass> passOf(StageName stage) {
    return Arrays.stream(Pass.values()).filter(pass -> pass.stages().contains(stage)).findFirst();
  }

  private static String refusal(StageName stage) {
    String others =
        Arrays.stream(Pass.values())
            .flatMap(pass -> pass.stages().stream())
            .map(StageName::word)
            .collect(Collectors.joining(", "));
    String why =
        stage == StageName.INDEX
            ? "indexing follows embedding by itself and costs next to nothing: pause embed instead"
            : "it is a part of taking a file in: pause the import, or stop uploading";
    return "The stage " + stage.word() + " cannot be paused; " + why + ". Others: " + others + ".";
  }

  private <T> CompletionStage<T> write(SqlFunction<Connection, T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection connection = writer.getConnection()) {
            return work.apply(connection);
          } catch (SQLException e) {
            throw new DatabaseException("the table of pauses failed", e);
          }
        },
        database);
  }
}
