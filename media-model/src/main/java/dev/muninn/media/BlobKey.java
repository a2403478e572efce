package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where an original lies in the pool, relative to its root: {@code org/kind/aa/hash.ext} with kind
 * image, video or audio and aa the first two digits of the hash. Never made from a user's name.
 */
public record BlobKey(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BlobKey {
    Checks.matches(
        "BlobKey",
        value,
        "[a-z0-9]{4,32}/(image|video|audio)/[0-9a-f]{2}/[0-9a-f]{64}\\.[a-z0-9]{2,4}");
  }

  public static BlobKey of(OrgId org, ContentHash hash, MediaType type) {
    return new BlobKey(
        org.value()
            + '/'
            + type.kind().name().toLowerCase(Locale.ROOT)
            + '/'
            + hash.value().substring(0, 2)
            + '/'
            + hash.value()
            + '.'
            + type.extension());
  }

  @Override
  public String toString() {
    return value;
  }
}
