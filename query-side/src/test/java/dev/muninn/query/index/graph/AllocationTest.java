package dev.muninn.query.index.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.muninn.query.Vectors;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A walk allocates nothing once the compiler knows it. */
class AllocationTest {
  private static final int ROUNDS = 600;
  private static final int WALKS = 50;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aWalkAllocatesNothing() {
    float[][] vectors = Vectors.clustered(1, 3_000, 96);
    Slots slots = new Slots(96);
    for (int i = 0; i < vectors.length; i++) {
      slots.append(i, 0, vectors[i]);
    }
    Graph graph = new Graph(slots, new Graph.Parameters(8, 40));
    for (int i = 0; i < vectors.length; i++) {
      graph.linkNext();
    }
    float[][] queries = Vectors.clustered(2, WALKS, 96);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      least = Math.min(least, allocatedBy(graph, queries));
    }
    assertEquals(0, least, "bytes allocated by " + WALKS + " walks");
  }

  private static long allocatedBy(Graph graph, float[][] queries) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    for (float[] query : queries) {
      graph.search(query, 10, 40, 20);
    }
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
