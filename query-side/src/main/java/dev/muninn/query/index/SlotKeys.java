package dev.muninn.query.index;

import dev.muninn.media.MediaId;
import dev.muninn.query.index.graph.Found;
import dev.muninn.query.index.graph.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Slots by the keys of their vectors. */
record SlotKeys(Slots slots, ItemNumbers numbers) {

  /** A vector under a key, in place of an earlier one: readers meet one of the two or both. */
  void put(VectorKey key, float[] vector) {
    int item = numbers.of(key.mediaId());
    int before = slots.find(item, key.segment());
    slots.append(item, key.segment(), vector);
    kill(before);
  }

  /** False when nothing was there. */
  boolean take(VectorKey key) {
    int slot = find(key);
    kill(slot);
    return slot != Slots.NONE;
  }

  private void kill(int slot) {
    if (slot != Slots.NONE) {
      slots.kill(slot);
    }
  }

  private int find(VectorKey key) {
    OptionalInt item = numbers.find(key.mediaId());
    return item.isEmpty() ? Slots.NONE : slots.find(item.getAsInt(), key.segment());
  }

  Optional<float[]> vector(VectorKey key) {
    int slot = find(key);
    return slot == Slots.NONE ? Optional.empty() : Optional.of(slots.vector(slot));
  }

  /** In the order of the segments. */
  List<float[]> ofItem(MediaId mediaId) {
    List<Integer> living = new ArrayList<>();
    int slot = numbers.find(mediaId).stream().map(slots::lastOf).findFirst().orElse(Slots.NONE);
    for (; slot != Slots.NONE; slot = slots.before(slot)) {
      if (!slots.isDead(slot)) {
        living.add(slot);
      }
    }
    living.sort((a, b) -> Integer.compare(slots.segment(a), slots.segment(b)));
    return living.stream().map(slots::vector).toList();
  }

  Set<VectorKey> keys() {
    return living().mapToObj(this::key).collect(Collectors.toUnmodifiableSet());
  }

  /** In their order. */
  IntStream living() {
    return IntStream.range(0, slots.size()).filter(slot -> !slots.isDead(slot));
  }

  VectorKey key(int slot) {
    return new VectorKey(numbers.id(slots.item(slot)), slots.segment(slot));
  }

  /** Of what was found: what still lives, each key once. */
  List<VectorHit> hits(Found found) {
    List<VectorHit> hits = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      if (!slots.isDead(found.slot(i))) {
        hits.add(new VectorHit(key(found.slot(i)), found.similarity(i)));
      }
    }
    return hits;
  }

  /** The best {@code k}, ties by key, each key once. */
  static List<VectorHit> best(List<VectorHit> hits, int k) {
    Collections.sort(hits);
    Set<VectorKey> seen = new HashSet<>();
    return hits.stream().filter(hit -> seen.add(hit.key())).limit(k).toList();
  }
}
