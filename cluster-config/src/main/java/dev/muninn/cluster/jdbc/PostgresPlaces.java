package dev.muninn.cluster.jdbc;

import dev.muninn.cluster.DataFolder;
import java.nio.file.Path;

/** Where an embedded server has its program, its data, its passwords and its log. */
record PostgresPlaces(Path binaries, Path data, Path secrets, Path log) {

  static PostgresPlaces in(DataFolder folder) {
    return new PostgresPlaces(
        folder.postgres(),
        folder.postgres().resolve("data"),
        folder.secrets(),
        folder.logs().resolve("postgres.log"));
  }

  /** Held by the process that owns the server; the kernel lets go of it however that one ends. */
  Path lock() {
    return data.resolveSibling("owner.lock");
  }
}
