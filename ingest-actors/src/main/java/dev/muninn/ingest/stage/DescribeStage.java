package dev.muninn.ingest.stage;

import dev.muninn.ingest.media.DecodingTools;
import dev.muninn.ingest.media.MediaException;
import dev.muninn.media.Description;
import dev.muninn.media.FactLayer;
import dev.muninn.media.MediaKind;
import dev.muninn.media.MediaType;
import java.nio.file.Path;

/** Reads what the file says about itself. */
public final class DescribeStage {
  private final DecodingTools tools;

  public DescribeStage(DecodingTools tools) {
    this.tools = tools;
  }

  Description describe(OriginalFile file, MediaType type, Path folder)
      throws StepFailedException, PlaceLostException {
    try {
      Description description = tools.describe(file.path(), type, folder);
      file.verify();
      return description;
    } catch (MediaException e) {
      // a file that was changed meanwhile may well look broken
      file.verify();
      throw new StepFailedException(e.failure(), e);
    }
  }

  /** Cameras write what pictures and videos say; sounds are described by whoever made the file. */
  static FactLayer layerOf(MediaType type) {
    return type.kind() == MediaKind.AUDIO ? FactLayer.FILE : FactLayer.CAMERA;
  }
}
