package dev.muninn.cluster.journal;

/**
 * One of the equal parts that a projection is cut into: part {@code index} of {@code of}. An entity
 * belongs to the same part in every process and version: its persistence id's {@code
 * String.hashCode}, mixed as MurmurHash3 ends (fmix32), modulo {@code of}.
 */
record Slice(String projection, int index, int of) {
  boolean has(String persistenceId) {
    return of == 1 || Math.floorMod(mixed(persistenceId.hashCode()), of) == index;
  }

  private static int mixed(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
