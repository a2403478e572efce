package dev.muninn.ingest.pipeline;

import dev.muninn.embedding.EmbedTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Cuts work for a worker into messages below 128 KiB: half of what a frame between nodes holds. A
 * reference to a proxy takes up to 190 bytes, what stands around an item's up to 100.
 */
final class Frames {
  /** A video has up to 512 references. */
  private static final int MOST = 600;

  private Frames() {}

  /** In order, none of them empty. */
  static List<List<EmbedTask>> of(Collection<EmbedTask> tasks) {
    List<List<EmbedTask>> frames = new ArrayList<>();
    int left = 0;
    for (EmbedTask task : tasks) {
      int weight = 1 + task.segments().size();
      if (weight > left) {
        frames.add(new ArrayList<>());
        left = MOST;
      }
      frames.get(frames.size() - 1).add(task);
      left -= weight;
    }
    return frames;
  }
}
