package dev.muninn.node.bench.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerContenderIT {
  private static final Path SOURCE = Path.of("..", "bench", "vectors", "peer.cpp");
  private static final int K = 10;

  @TempDir private Path folder;

  @Test
  void answersLikeTheOracleWithALongList() throws Exception {
    assumeTrue(PeerBuild.missing().isEmpty());
    Corpus corpus = Corpus.make(folder, new ClusteredVectors(32, 3), 500, 20, K);
    Path program = PeerBuild.compile(SOURCE, folder);
    try (PeerContender peer =
        PeerContender.start(program, corpus.rows(), corpus.queries(), GraphShape.USUAL)) {
      assertTrue(peer.build().nanos() > 0);
      Run run = peer.run(K, 500);
      assertEquals(1.0, run.recall(corpus.truth(n -> true)));
      double distances = peer.distances(K, 500).orElseThrow();
      assertTrue(distances >= K && distances <= 600, "distances " + distances);
      assertTrue(peer.keep(folder.resolve("kept")).fileBytes() > 500 * 32 * 4);
    }
  }

  @Test
  void ourEngineFindsThemToo() throws Exception {
    Corpus corpus = Corpus.make(folder, new ClusteredVectors(32, 3), 500, 20, K);
    try (PartitionContender exact = PartitionContender.of("exact", corpus)) {
      exact.build();
      int[][] truth = corpus.truth(n -> true);
      assertEquals(1.0, exact.run(K, K).recall(truth));
      assertEquals(List.of(), missed(new FilterCheck(corpus, exact).run()));
    }
  }

  private static List<Goal> missed(List<Goal> goals) {
    return goals.stream().filter(Goal::missed).toList();
  }
}
