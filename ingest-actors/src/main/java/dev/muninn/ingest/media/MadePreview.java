package dev.muninn.ingest.media;

import dev.muninn.media.ColourShare;
import dev.muninn.media.Derived;
import java.util.List;

/**
 * The pictures made of one original, as files with these names in the run's folder. A still has one
 * scene of 0..0 ms, a video its segments in order.
 */
public record MadePreview(List<Made> files, List<Scene> scenes) {
  public MadePreview {
    files = List.copyOf(files);
    scenes = List.copyOf(scenes);
  }

  /** One file for people to see; its size in pixels. */
  public record Made(Derived.Role role, String fileName, int width, int height) {}

  /**
   * One proxy to embed, the stretch it stands for in milliseconds, the end exclusive, and the
   * colours that it shows.
   */
  public record Scene(long startMs, long endMs, String fileName, List<ColourShare> colours) {
    public Scene {
      colours = List.copyOf(colours);
    }
  }
}
