package dev.muninn.cluster.jdbc;

import java.util.Objects;
import javax.sql.DataSource;

/**
 * The two pools of a node: {@code writer} acts as muninn_writer (projections, leases, accounts),
 * {@code reader} as muninn_reader (the gateway's reads, under row level security: use {@link
 * TenantSql}). Connections come with auto-commit on; a transaction left idle for 5 s is ended by
 * the server, since it would hold the journal's horizon back.
 */
public record Databases(DataSource writer, DataSource reader) {
  public Databases {
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(reader, "reader");
  }
}
