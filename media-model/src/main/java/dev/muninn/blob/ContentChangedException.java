package dev.muninn.blob;

import java.io.IOException;

/** A file no longer holds the bytes that were promised. */
public final class ContentChangedException extends IOException {
  private static final long serialVersionUID = 1;

  public ContentChangedException(String words) {
    super(words);
  }
}
