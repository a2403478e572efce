package dev.muninn.blob;

import java.io.IOException;

/** The folders of the store are not those of this cluster: their disk is not mounted here. */
public final class StoreAwayException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param words for a user
   */
  public StoreAwayException(String words) {
    super(words);
  }
}
