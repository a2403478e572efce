package dev.muninn.gpu.pack;

import java.io.IOException;

/** A model pack that cannot be used, in words that name the pack, what is wrong and the way out. */
public final class PackException extends IOException {
  private static final long serialVersionUID = 1;

  public PackException(String words) {
    super(words);
  }

  public PackException(String words, Throwable cause) {
    super(words, cause);
  }
}
