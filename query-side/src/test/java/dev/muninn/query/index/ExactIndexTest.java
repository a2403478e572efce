package dev.muninn.query.index;

class ExactIndexTest extends VectorIndexContract {
  @Override
  VectorIndex create(int dimension) {
    return new ExactIndex(dimension);
  }

  @Override
  double recall() {
    return 1.0;
  }
}
