package dev.muninn.blob;

import java.io.IOException;

/** The disk is full, or below the floor under which nothing more is taken in. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;

  public NoRoomException(String words) {
    super(words);
  }
}
