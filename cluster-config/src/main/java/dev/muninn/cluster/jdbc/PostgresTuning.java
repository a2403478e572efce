package dev.muninn.cluster.jdbc;

import java.util.ArrayList;
import java.util.List;

/** The server's settings: small, for a computer at home, and durable unless a test says not. */
record PostgresTuning(boolean durable) {
  static final PostgresTuning HOME = new PostgresTuning(true);

  /** For fixtures only: a crash of the machine loses everything. */
  static final PostgresTuning THROWAWAY = new PostgresTuning(false);

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=60",
          "shared_buffers=192MB",
          "work_mem=8MB",
          "maintenance_work_mem=64MB",
          "effective_cache_size=1GB",
          "max_worker_processes=4",
          // parallel plans want room in /dev/shm, which containers keep small
          "max_parallel_workers_per_gather=0",
          "jit=off",
          "min_wal_size=64MB",
          "max_wal_size=512MB",
          "random_page_cost=1.5",
          "timezone=UTC",
          "log_timezone=UTC",
          "logging_collector=off",
          "log_checkpoints=off",
          // neither statements nor their parameters: they hold people's names
          "log_min_error_statement=panic",
          "log_parameter_max_length_on_error=0");

  /** As {@code -c name=value}: nothing a person changed in the folder's own files wins. */
  List<String> arguments(int port) {
    List<String> words = new ArrayList<>(List.of("-p", Integer.toString(port)));
    for (String setting : SETTINGS) {
      words.add("-c");
      words.add(setting);
    }
    String durability = durable ? "on" : "off";
    for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      words.add("-c");
      words.add(name + "=" + durability);
    }
    return words;
  }
}
