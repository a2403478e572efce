package dev.muninn.catalog;

import dev.muninn.media.OrgId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Compares what is derived with itself: after a rebuild, or between two runs (port). */
public interface Digests {

  /** Of all rows of all views and all vectors: equal for the same journal. */
  CompletionStage<ReplayDigest> replay();

  /**
   * Of what the org's items are, keyed by their content: equal for the same input, whatever ran,
   * crashed or was repeated on the way. Vectors are counted, not compared.
   */
  CompletionStage<ContentDigest> content(OrgId org);

  /** {@code digest} is BLAKE3 over the parts, in hex. */
  record ReplayDigest(String digest, List<Part> parts) {
    public ReplayDigest {
      parts = List.copyOf(parts);
    }
  }

  /** A table or an index. */
  record Part(String name, long rows, String digest) {}

  record ContentDigest(String digest, long items, List<ItemDigest> perItem) {
    public ContentDigest {
      perItem = List.copyOf(perItem);
    }
  }

  /** One item by its content hash, so that two runs can be told apart item by item. */
  record ItemDigest(String hash, String digest) {}
}
