package dev.muninn.node.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers and names as people read them. */
public final class Texts {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  /** Holds emoji together. */
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private static final int COLUMNS = 80;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private Texts() {}

  /**
   * A name from outside, made safe for a terminal or a log line: control characters (escape
   * sequences among them) and marks that turn the direction of text become escapes such as {@code
   * \n} or <code>&#92;u001b</code>.
   */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                out.append("\\n");
              } else if (unprintable(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static boolean unprintable(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || (type == Character.FORMAT && c != ZERO_WIDTH_JOINER)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  /**
   * Breaks words that came from outside into lines of at most {@value #COLUMNS} columns, the first
   * one as it is, the others behind {@code indent} blanks; a longer word stays whole.
   */
  public static String wrapped(String line, int indent) {
    StringBuilder out = new StringBuilder(line.length() + indent);
    String rest = line;
    while (rest.length() > COLUMNS) {
      int cut = rest.lastIndexOf(' ', COLUMNS);
      if (cut <= indent || rest.substring(0, cut).isBlank()) {
        cut = rest.indexOf(' ', COLUMNS);
      }
      if (cut < 0) {
        break;
      }
      out.append(rest, 0, cut).append(System.lineSeparator());
      rest = " ".repeat(indent) + rest.substring(cut).strip();
    }
    return out.append(rest).toString();
  }

  /** Bytes in decimal units, for example {@code 45.2 MB}. */
  public static String bytes(long bytes) {
    double value = (double) bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? String.format(Locale.ROOT, "%.0f B", value)
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /**
   * A time span, for example {@code 850 ms}, {@code 3.2 s}, {@code 4 min 10 s}, {@code 2 h 5 min}.
   */
  public static String span(Duration span) {
    long ms = span.toMillis();
    if (ms < 1000) {
      return ms + " ms";
    }
    if (ms < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
    long seconds = span.toSeconds();
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** A time of the server in the time zone of this machine, or as it is when it is none. */
  public static String time(String rfc3339) {
    try {
      return TIME.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(rfc3339, Instant::from));
    } catch (DateTimeParseException odd) {
      return printable(rfc3339);
    }
  }

  /** {@code 1 file}, {@code 2 files}. */
  public static String count(long n, String noun) {
    return n == 1 ? "1 " + noun : String.format(Locale.ROOT, "%,d %ss", n, noun);
  }
}
