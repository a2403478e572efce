package dev.muninn.media.signal;

import dev.muninn.embedding.EmbeddingSpace;
import dev.muninn.media.BlobKey;
import dev.muninn.media.ByteOrigin;
import dev.muninn.media.ContentHash;
import dev.muninn.media.Custody;
import dev.muninn.media.Description;
import dev.muninn.media.MediaId;
import dev.muninn.media.MediaType;
import dev.muninn.media.OrgId;
import dev.muninn.media.Segment;
import dev.muninn.media.StageName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An item as its stages see it: where its bytes are, what is known, what it owes. {@code origins}
 * are the live places of the bytes, best first; {@code blob} is set once the pool holds a copy;
 * {@code embedded} are the spaces that have all its vectors, {@code embeddable} says that it has
 * proxies to make others from.
 */
public record ItemFacts(
    OrgId org,
    MediaId mediaId,
    ContentHash hash,
    long size,
    MediaType type,
    Custody custody,
    List<ByteOrigin> origins,
    Optional<BlobKey> blob,
    Optional<Description> description,
    List<Segment> segments,
    Set<EmbeddingSpace> embedded,
    boolean embeddable,
    Set<StageName> owed) {
  public ItemFacts {
    origins = List.copyOf(origins);
    segments = List.copyOf(segments);
    embedded = Set.copyOf(embedded);
    owed = Set.copyOf(owed);
  }
}
