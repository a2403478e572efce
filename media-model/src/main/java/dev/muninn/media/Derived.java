package dev.muninn.media;

import java.util.Objects;

/** A derived file: what it is for, where it lies, its size in pixels and in bytes. */
public record Derived(Role role, DerivedKey key, int width, int height, long bytes) {

  /** THUMB_256 and THUMB_1024 name the longer edge in pixels. */
  public enum Role {
    THUMB_256,
    THUMB_1024,
    POSTER,
    PREVIEW_CLIP
  }

  public Derived {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(key, "key");
    Checks.require(width > 0 && height > 0 && bytes > 0, "an empty derived file " + key);
  }
}
