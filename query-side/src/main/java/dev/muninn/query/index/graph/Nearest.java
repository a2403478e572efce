package dev.muninn.query.index.graph;

import java.util.Arrays;

/** The least {@code capacity} of the packed longs that are offered; the greatest of them on top. */
final class Nearest {
  private long[] items = new long[1024];
  private int size;
  private int capacity;

  void begin(int room) {
    if (items.length < room) {
      items = new long[Math.max(room, 2 * items.length)];
    }
    capacity = room;
    size = 0;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == capacity;
  }

  /** The greatest that is held; of a full one, what comes must be less. */
  long worst() {
    return items[0];
  }

  void offer(long item) {
    if (size < capacity) {
      siftUp(item);
    } else if (item < items[0]) {
      siftDown(item);
    }
  }

  /** Sorts what is held, least first, and gives the array; begin anew afterwards. */
  long[] sorted() {
    Arrays.sort(items, 0, size);
    return items;
  }

  private void siftUp(long item) {
    long[] heap = items;
    int i = size++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (heap[parent] >= item) {
        break;
      }
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = item;
  }

  private void siftDown(long item) {
    long[] heap = items;
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= item) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = item;
  }
}
