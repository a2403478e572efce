package dev.muninn.gpu.runtime;

import java.util.Arrays;

/** The token ids of one text, and which of them are text (1) and padding (0). */
final class Tokens {
  private final long[] ids;
  private final long[] mask;

  Tokens(long[] ids, long[] mask) {
    if (ids.length != mask.length) {
      throw new IllegalArgumentException(ids.length + " ids and a mask of " + mask.length);
    }
    this.ids = ids;
    this.mask = mask;
  }

  long[] ids() {
    return ids.clone();
  }

  long[] mask() {
    return mask.clone();
  }

  int length() {
    return ids.length;
  }

  @Override
  public String toString() {
    return Arrays.toString(ids);
  }
}
