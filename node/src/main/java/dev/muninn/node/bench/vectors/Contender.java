package dev.muninn.node.bench.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * An engine that is measured. It is built from all rows of the file once, then searched, one thread
 * throughout.
 */
interface Contender extends AutoCloseable {

  /** The word for it in the table. */
  String name();

  /** Takes every row in. */
  Built build() throws IOException;

  /** Whether the length of the candidate list changes anything; else recall is what it is. */
  boolean tunable();

  /** Asks every query for its {@code k} nearest with a candidate list of {@code ef}. */
  Run run(int k, int ef) throws IOException;

  /** Distances an average query computes; empty where they are not counted. */
  OptionalDouble distances(int k, int ef) throws IOException;

  /** Writes itself to a file and reads it back into a second one that is dropped. */
  Kept keep(Path file) throws IOException;

  @Override
  void close();

  /** {@code bytes}: memory that building took, vectors included. */
  record Built(long nanos, long bytes) {}

  /** How long saving and loading took; whether the file holds the graph is the engine's affair. */
  record Kept(long saveNanos, long loadNanos, long fileBytes) {}
}
