package dev.muninn.gpu.pack;

import java.net.URI;
import java.util.Objects;

/**
 * Where the files of a pack can be had: {@code base} + the file's path. The address is https; http
 * is for tests and loopback only.
 */
public record Download(URI base) {
  public Download {
    Objects.requireNonNull(base, "base");
    String scheme = base.getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw new IllegalArgumentException("a pack is downloaded over http(s), not from " + base);
    }
    if (!base.toString().endsWith("/")) {
      throw new IllegalArgumentException("the base of a download ends with a slash: " + base);
    }
  }

  URI of(String path) {
    return URI.create(base + path);
  }
}
