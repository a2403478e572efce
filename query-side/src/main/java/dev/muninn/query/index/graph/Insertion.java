package dev.muninn.query.index.graph;

import java.util.Arrays;

/**
 * Links a slot into the graph of all slots before it (the paper's algorithm 1). Dead slots are
 * linked like living ones: what the graph is depends on the vectors and their order alone.
 */
final class Insertion {
  private final Links links;
  private final Walk walk;
  private final int m;
  private final int efConstruction;
  private int[] sources = new int[64];

  Insertion(Links links, Walk walk, int m, int efConstruction) {
    this.links = links;
    this.walk = walk;
    this.m = m;
    this.efConstruction = efConstruction;
  }

  /**
   * Links {@code slot}, whose rows are there, to what is found from {@code entry}, a slot of layer
   * {@code top}.
   */
  void link(Scratch s, int slot, int level, int entry, int top) {
    s.askLike(slot);
    long at = walk.descend(s, Packed.of(s.key(entry), entry), top, level);
    for (int layer = Math.min(level, top); layer >= 0; layer--) {
      walk.layer(s, at, efConstruction, layer);
      int found = s.nearest.size();
      long[] nearest = s.nearest.sorted();
      at = nearest[0];
      int count = Selection.choose(s, nearest, found, m);
      links.put(layer, slot, s.chosen, count);
      linkBack(s, layer, slot, count);
    }
  }

  private void linkBack(Scratch s, int layer, int slot, int count) {
    if (sources.length < count) {
      sources = new int[count];
    }
    System.arraycopy(s.chosen, 0, sources, 0, count);
    for (int i = 0; i < count; i++) {
      if (!links.append(layer, sources[i], slot)) {
        prune(s, layer, sources[i], slot);
      }
    }
  }

  /** Chooses anew among the links of a full row and one more. */
  private void prune(Scratch s, int layer, int slot, int more) {
    int room = links.room(layer);
    System.arraycopy(links.row(layer, slot), links.at(layer, slot) + 1, s.batch, 0, room);
    s.batch[room] = more;
    s.scoreFrom(slot, s.batch, room + 1, s.keys);
    for (int i = 0; i <= room; i++) {
      s.links[i] = Packed.of(s.keys[i], s.batch[i]);
    }
    Arrays.sort(s.links, 0, room + 1);
    int count = Selection.choose(s, s.links, room + 1, room);
    links.put(layer, slot, s.chosen, count);
  }
}
