package dev.muninn.media;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** Where the bytes of an item lie when it is taken in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "origin")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ByteOrigin.Staged.class, name = "staged"),
  @JsonSubTypes.Type(value = ByteOrigin.InSource.class, name = "in-source")
})
public sealed interface ByteOrigin {

  /** A synced file of the staging area. */
  record Staged(StagedRef ref) implements ByteOrigin {
    public Staged {
      Objects.requireNonNull(ref, "ref");
    }
  }

  /** A file of a source; it stays where it is, and is copied from there under custody COPY. */
  record InSource(FileLocation location) implements ByteOrigin {
    public InSource {
      Objects.requireNonNull(location, "location");
    }
  }
}
