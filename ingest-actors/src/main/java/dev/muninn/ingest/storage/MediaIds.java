package dev.muninn.ingest.storage;

import dev.muninn.hash.Blake3;
import dev.muninn.media.ContentHash;
import dev.muninn.media.MediaId;
import dev.muninn.media.OrgId;
import java.util.Arrays;

/**
 * Makes the id of an item out of its content: the first 16 bytes of BLAKE3, keyed with the secret
 * of the org, over the 32 bytes of the content hash. Blocks the first time for each org. Source:
 * docs/adr/0005-identity-is-the-content.md.
 */
public final class MediaIds {

  private final OrgKeys keys;

  public MediaIds(OrgKeys keys) {
    this.keys = keys;
  }

  public MediaId of(OrgId org, ContentHash hash) {
    byte[] bytes = hash.toBytes();
    byte[] digest = Blake3.keyed(keys.of(org)).update(bytes, 0, bytes.length).digest();
    return MediaId.ofBytes(Arrays.copyOf(digest, 16));
  }
}
