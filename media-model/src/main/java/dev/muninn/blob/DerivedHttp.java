package dev.muninn.blob;

/**
 * How a node that has derived files gives them to one that has no mount: {@code GET /derived/<key>}
 * on the HTTPS between nodes.
 */
public final class DerivedHttp {
  /** The first segment of the path. */
  public static final String PREFIX = "derived";

  /** BLAKE3-256 of the body, 64 lower-case hex digits. */
  public static final String HASH_HEADER = "X-Content-Blake3";

  private DerivedHttp() {}
}
