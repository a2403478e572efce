package dev.muninn.cluster.journal;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a projection is: its name, the types of the entities it follows, the tables that it alone
 * writes ({@code schema.table}), and by how many threads.
 *
 * <p>In each of its transactions the {@code search_path} is {@link #schemas()}, or the schema of a
 * shadow: the handler names its own tables without a schema, all other things with one.
 *
 * @param slices 1 to 64
 */
public record ProjectionSpec(
    String name, Set<String> entityTypes, List<String> tables, int slices) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");
  private static final int MOST_SLICES = 64;

  public ProjectionSpec {
    entityTypes = Set.copyOf(entityTypes);
    tables = List.copyOf(tables);
    require(NAME.matcher(name).matches(), "a projection named '" + name + "'");
    require(!entityTypes.isEmpty(), name + " follows no entity");
    require(!tables.isEmpty(), name + " writes no table");
    tables.forEach(t -> require(TABLE.matcher(t).matches(), "no schema.table: '" + t + "'"));
    require(slices >= 1 && slices <= MOST_SLICES, name + " in " + slices + " slices");
  }

  /** One thread. */
  public static ProjectionSpec of(String name, Set<String> entityTypes, List<String> tables) {
    return new ProjectionSpec(name, entityTypes, tables, 1);
  }

  /** Whether an event concerns a part of it. */
  boolean follows(JournalEvent event, Slice slice) {
    return entityTypes.contains(event.entityType()) && slice.has(event.persistenceId());
  }

  /** The parts of a projection of this name. */
  static List<Slice> slices(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> new Slice(name, i, count)).toList();
  }

  /** The schemas of its tables, each once, in the order of the tables. */
  List<String> schemas() {
    return tables.stream().map(t -> t.substring(0, t.indexOf('.'))).distinct().toList();
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw new IllegalArgumentException(words);
    }
  }
}
