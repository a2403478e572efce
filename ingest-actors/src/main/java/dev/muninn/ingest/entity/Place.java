package dev.muninn.ingest.entity;

import dev.muninn.media.ByteOrigin;
import dev.muninn.media.Custody;
import dev.muninn.media.FileLocation;
import dev.muninn.media.SourceId;
import java.util.Objects;

/** A place that holds the bytes of an item, and under which custody it was found. */
public record Place(ByteOrigin origin, Custody custody) {
  public Place {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(custody, "custody");
  }

  boolean isAt(SourceId source, String path) {
    return origin instanceof ByteOrigin.InSource in
        && in.location().source().equals(source)
        && in.location().path().equals(path);
  }

  boolean isSameFile(FileLocation file) {
    return isAt(file.source(), file.path())
        && ((ByteOrigin.InSource) origin).location().equals(file);
  }

  boolean isStaged() {
    return origin instanceof ByteOrigin.Staged;
  }
}
