package dev.muninn.node.bench.vectors;

/** Links a node and the candidate list while building, the same for all that have a graph. */
record GraphShape(int m, int efConstruction) {
  static final GraphShape USUAL = new GraphShape(16, 200);
}
