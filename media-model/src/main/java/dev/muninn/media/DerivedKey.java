package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a derived file (thumbnail, proxy, poster, preview) lies under the derived root: {@code
 * org/aa/mediaId/run/name} with aa the first two characters of the media id. Each run writes its
 * own folder, so that an incomplete newer run hides nothing.
 */
public record DerivedKey(@JsonValue String value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DerivedKey {
    Checks.matches(
        "DerivedKey",
        value,
        "[a-z0-9]{4,32}/[a-z2-7]{2}/[a-z2-7]{26}/[a-z2-7]{26}/[a-z0-9-]{1,40}\\.[a-z0-9]{2,4}");
  }

  public static DerivedKey of(OrgId org, MediaId mediaId, RunId run, String name) {
    return new DerivedKey(
        org.value()
            + '/'
            + mediaId.value().substring(0, 2)
            + '/'
            + mediaId.value()
            + '/'
            + run.value()
            + '/'
            + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
