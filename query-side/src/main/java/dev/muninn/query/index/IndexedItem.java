package dev.muninn.query.index;

import dev.muninn.embedding.SegmentVector;
import dev.muninn.media.RunId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a partition knows of one item beside the vectors in its index. {@code shelf} holds the
 * vectors while the item lies in the trash; {@code pending} the parts of runs that are not
 * complete. Written by the partition's one writer only.
 */
final class IndexedItem {
  boolean complete;
  boolean reported;
  boolean trashed;
  int[] segments = {};
  List<SegmentVector> shelf = List.of();
  final Map<RunId, PendingRun> pending = new HashMap<>();

  /** The parts of a run so far, by number from 1. */
  record PendingRun(int parts, TreeMap<Integer, List<SegmentVector>> seen) {
    PendingRun(int parts) {
      this(parts, new TreeMap<>());
    }

    boolean whole() {
      return seen.size() == parts;
    }

    List<SegmentVector> vectors() {
      return seen.values().stream().flatMap(List::stream).toList();
    }
  }

  /** One more segment of the item is in the index. */
  void show(int segment) {
    int[] more = Arrays.copyOf(segments, segments.length + 1);
    more[segments.length] = segment;
    Arrays.sort(more);
    segments = more;
  }

  /** Whether the item answers searches and the journal does not say so yet. */
  boolean unreported() {
    return complete && !trashed && !reported;
  }
}
