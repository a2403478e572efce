package dev.muninn.http.items;

/** Bytes {@code first} to {@code last} of a file, both inclusive. */
public record ByteRange(long first, long last) {
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("a range of " + first + ".." + last);
    }
  }

  public long length() {
    return last - first + 1;
  }

  /** As Content-Range says it. */
  String of(long size) {
    return "bytes " + first + '-' + last + '/' + size;
  }
}
