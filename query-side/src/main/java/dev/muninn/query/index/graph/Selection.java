package dev.muninn.query.index.graph;

/**
 * Which candidates become links (the paper's algorithm 4): one that is nearer to an already chosen
 * one than to the base is left out, so that links go in different directions.
 */
final class Selection {
  private Selection() {}

  /**
   * Writes at most {@code m} of the first {@code count} candidates, packed with their distance to
   * the base and sorted, into {@code s.chosen}.
   *
   * @return how many
   */
  static int choose(Scratch s, long[] candidates, int count, int m) {
    int chosen = 0;
    for (int i = 0; i < count && chosen < m; i++) {
      if (count < m || leadsElsewhere(s, candidates[i], chosen)) {
        s.chosen[chosen++] = Packed.slot(candidates[i]);
      }
    }
    return chosen;
  }

  private static boolean leadsElsewhere(Scratch s, long candidate, int chosen) {
    int slot = Packed.slot(candidate);
    int toBase = Packed.key(candidate);
    for (int i = 0; i < chosen; i++) {
      if (s.key(slot, s.chosen[i]) < toBase) {
        return false;
      }
    }
    return true;
  }
}
