package dev.muninn.ingest.pipeline;

import dev.muninn.catalog.PipelineGauges;
import dev.muninn.cluster.jdbc.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** The gauges as the writer role sees them: all orgs. */
final class WriterGauges implements PipelineGauges {
  private final DataSource writer;
  private final Executor database;

  WriterGauges(DataSource writer, Executor database) {
    this.writer = writer;
    this.database = database;
  }

  @Override
  public CompletionStage<List<Gauge>> gauges() {
    return CompletableFuture.supplyAsync(this::read, database);
  }

  private List<Gauge> read() {
    try (Connection connection = writer.getConnection()) {
      return CountQueries.gauges(connection);
    } catch (SQLException e) {
      throw new DatabaseException("the numbers of the pipeline cannot be read", e);
    }
  }
}
