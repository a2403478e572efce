package dev.muninn.node.bench.vectors;

import dev.muninn.embedding.Embedding;
import dev.muninn.query.inspect.ExactNearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows, queries that are not among them, and who is nearest to those. */
record Corpus(ClusteredVectors source, RowFile rows, RowFile queries, List<float[]> asked, int k) {
  private static final long QUERIES_FROM = 1L << 40;
  private static final long REPLACEMENTS_FROM = 1L << 41;

  static Corpus make(Path folder, ClusteredVectors source, int rows, int queries, int k)
      throws IOException {
    RowFile all = RowFile.write(folder.resolve("rows-" + rows + ".f32"), source, 0, rows);
    RowFile asking =
        RowFile.write(folder.resolve("queries-" + rows + ".f32"), source, QUERIES_FROM, queries);
    List<float[]> asked = IntStream.range(0, queries).mapToObj(asking::row).toList();
    return new Corpus(source, all, asking, asked, k);
  }

  /** The true neighbours of every query among the rows that count. */
  int[][] truth(IntPredicate counts) {
    ExactNearest exact = new ExactNearest(asked, k);
    for (int n = 0; n < rows.rows(); n++) {
      if (counts.test(n)) {
        exact.add(n, rows.row(n));
      }
    }
    return exact.numbers();
  }

  /** What takes the place of row {@code n} when it is replaced. */
  Embedding replacement(int n) {
    return source.row(REPLACEMENTS_FROM + n);
  }

  int clusterOfRow(int n) {
    return source.cluster(n);
  }

  int clusterOfQuery(int query) {
    return source.cluster(QUERIES_FROM + query);
  }
}
