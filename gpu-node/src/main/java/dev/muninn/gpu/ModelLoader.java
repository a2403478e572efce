package dev.muninn.gpu;

import dev.muninn.embedding.EmbeddingModel;
import java.io.IOException;

/** How the model of a pack is had. Blocking. */
interface ModelLoader {
  /**
   * @throws dev.muninn.gpu.pack.PackException with words for the user when the pack is no good
   */
  EmbeddingModel load(String pack) throws IOException;
}
