package dev.muninn.http.items;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Range header over a file of known size (RFC 9110, section 14): what cannot be read, and more
 * than {@value #MAX_RANGES} ranges, is ignored and the whole file served; overlapping ranges are
 * joined, so that no request makes the answer larger than the file (RFC 9110, section 17.15).
 */
public sealed interface RangeRequest {
  int MAX_RANGES = 16;
  Pattern SPEC = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

  /** The whole file: no usable Range header. */
  record Whole() implements RangeRequest {}

  /** At least one range that the file has. */
  record Parts(List<ByteRange> ranges) implements RangeRequest {
    public Parts {
      ranges = List.copyOf(ranges);
    }
  }

  /** None of the ranges is in the file: 416. */
  record OutOfFile() implements RangeRequest {}

  /** Reads the header's value. */
  static RangeRequest of(Optional<String> header, long size) {
    if (header.isEmpty() || !header.get().startsWith("bytes=")) {
      return new Whole();
    }
    String[] specs = header.get().substring("bytes=".length()).split(",", -1);
    if (specs.length > MAX_RANGES) {
      return new Whole();
    }
    List<ByteRange> found = new ArrayList<>();
    for (String spec : specs) {
      Matcher parts = SPEC.matcher(spec.strip());
      if (!parts.matches() || spec.strip().equals("-") || backwards(parts)) {
        return new Whole();
      }
      rangeOf(parts.group(1), parts.group(2), size).ifPresent(found::add);
    }
    return found.isEmpty() ? new OutOfFile() : new Parts(joined(found));
  }

  private static boolean backwards(Matcher parts) {
    return !parts.group(1).isEmpty()
        && !parts.group(2).isEmpty()
        && Long.parseLong(parts.group(2)) < Long.parseLong(parts.group(1));
  }

  private static Optional<ByteRange> rangeOf(String from, String to, long size) {
    if (from.isEmpty()) {
      long length = Math.min(Long.parseLong(to), size);
      return length == 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, size - 1));
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return first >= size ? Optional.empty() : Optional.of(new ByteRange(first, last));
  }

  /** Joins what overlaps; ranges that do not overlap keep the order of the request. */
  private static List<ByteRange> joined(List<ByteRange> ranges) {
    List<ByteRange> sorted =
        ranges.stream().sorted(Comparator.comparingLong(ByteRange::first)).toList();
    List<ByteRange> out = new ArrayList<>();
    for (ByteRange next : sorted) {
      ByteRange last = out.isEmpty() ? null : out.get(out.size() - 1);
      if (last != null && next.first() <= last.last()) {
        out.set(out.size() - 1, new ByteRange(last.first(), Math.max(last.last(), next.last())));
      } else {
        out.add(next);
      }
    }
    return out.size() == ranges.size() ? ranges : out;
  }
}
